import type { AccountRow } from "./account-row.ts";

export interface OfficialAccount {
  readonly code: string;
  readonly label: string;
}

/** What all accounts whose code begins with `prefix` are; a blank is told by a shorter prefix. */
export interface AccountRule {
  readonly prefix: string;
  readonly nature: string;
  readonly type: string;
  readonly normal_side: string;
  readonly statement_line: string;
  readonly is_reconcilable: string;
}

type Attribute = Exclude<keyof AccountRule, "prefix">;

/** Headings this short are groups when accounts stand below them; three-digit accounts may be posted to. */
const LONGEST_HEADING = 2;

/**
 * Completes an official list of codes and labels: the parent is the longest shorter code that exists, every attribute
 * comes from the longest rule prefix that states it.
 */
export function deriveAccounts(official: readonly OfficialAccount[], rules: readonly AccountRule[]): AccountRow[] {
  const codes = new Set(official.map(({ code }) => code));
  const parents = new Map(official.map(({ code }) => [code, parentCode(code, codes)]));
  const headings = new Set(parents.values());
  const byPrefix = new Map(rules.map((rule) => [rule.prefix, rule]));
  return official.map(({ code, label }) => ({
    code,
    name: label,
    parent: parents.get(code) ?? null,
    nature: attribute(code, "nature", byPrefix),
    type: attribute(code, "type", byPrefix),
    normal_side: attribute(code, "normal_side", byPrefix),
    statement_line: attribute(code, "statement_line", byPrefix),
    is_reconcilable: attribute(code, "is_reconcilable", byPrefix) === "yes",
    is_group: code.length <= LONGEST_HEADING && headings.has(code),
  }));
}

/** Longest proper prefix of `code` that is itself an account. */
export function parentCode(code: string, codes: ReadonlySet<string>): string | null {
  for (let length = code.length - 1; length > 0; length--) {
    const candidate = code.slice(0, length);
    if (codes.has(candidate)) return candidate;
  }
  return null;
}

/** Blank when no rule states it; the chart's test refuses that. */
function attribute(code: string, name: Attribute, byPrefix: ReadonlyMap<string, AccountRule>): string {
  for (let length = code.length; length > 0; length--) {
    const stated = byPrefix.get(code.slice(0, length))?.[name];
    if (stated) return stated;
  }
  return "";
}
