import { Decimal } from "../../kernel/index.ts";

/** One place where what is differs from what was expected. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Resolves what a link is called to whether it is meant; knows titles and keys. */
export type IsSameLink = (path: string, expected: string, actual: string) => boolean;

/** Only what is expected is looked at; numbers are equal by value, lists element by element. */
export function differences(
  expected: unknown,
  actual: unknown,
  isSameLink: IsSameLink,
  path = "",
): readonly Difference[] {
  if (Array.isArray(expected)) {
    const list = Array.isArray(actual) ? actual : [];
    if (list.length !== expected.length)
      return [{ path: `${path}.length`, expected: expected.length, actual: list.length }];
    return expected.flatMap((element, index) => differences(element, list[index], isSameLink, `${path}[${index + 1}]`));
  }
  if (expected !== null && typeof expected === "object") {
    const object = (actual ?? {}) as Readonly<Record<string, unknown>>;
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, object[key], isSameLink, path === "" ? key : `${path}.${key}`),
    );
  }
  return isSame(expected, actual, path, isSameLink) ? [] : [{ path, expected, actual: actual ?? null }];
}

function isSame(expected: unknown, actual: unknown, path: string, isSameLink: IsSameLink): boolean {
  if (expected === (actual ?? null)) return true;
  const link = linkOf(actual);
  if (typeof expected === "string" && link)
    return expected === link.id || isSameLink(path, expected, link.id) || expected === link.title;
  if (typeof expected === "string" && typeof actual === "string" && isSameLink(path, expected, actual)) return true;
  return isNumber(expected) && isNumber(actual) && new Decimal(String(expected)).equals(String(actual));
}

/** A link as reports and dynamic links show it. */
function linkOf(value: unknown): { readonly id: string; readonly title?: unknown } | null {
  if (value === null || typeof value !== "object") return null;
  const { id, title } = value as Record<string, unknown>;
  return typeof id === "string" ? { id, title } : null;
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}

/** Pairs each expected row with a row of its own, in whatever order; returns the expected rows that found none. */
export function unmatchedRows(
  expected: readonly unknown[],
  actual: readonly unknown[],
  isSameLink: IsSameLink,
): { readonly missing: readonly unknown[]; readonly left: readonly unknown[] } {
  const left = [...actual];
  const missing: unknown[] = [];
  for (const row of expected) {
    const index = left.findIndex((candidate) => differences(row, candidate, isSameLink).length === 0);
    if (index < 0) missing.push(row);
    else left.splice(index, 1);
  }
  return { missing, left };
}
