import { type Computation, computesValue, type ResolvedDoctype, type ResolvedField } from "../../contract/index.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { expressionPaths } from "./expression-paths.ts";
import type { LinkedRecord } from "./linked-documents.ts";
import type { Doctypes } from "./plan-links.ts";

type Path = readonly string[];

/** A path whose end a computation may put into a link: `["member", "tariff"]`. */
export interface LinkSource {
  /** Doctype of the link that is set. */
  readonly to: string;
  /** From the document; for settings, after the single doctype. */
  readonly path: Path;
  /** Single doctype the path begins in, null for the document. */
  readonly single: string | null;
}

/**
 * Where computed links come from. What is needed of the document they lead to can be read along with the source, which
 * spares a further statement once the link is set.
 */
export function computedLinkSources(doctypes: Doctypes, doctype: ResolvedDoctype): readonly LinkSource[] {
  return doctype.compiled.computations.flatMap((step) => {
    const field = fieldOf(doctype, step);
    if (!computesValue(step) || field?.type !== "link") return [];
    const { own, doc, row, settings } = expressionPaths(step.expression);
    const table = step.kind === "column" ? step.table : null;
    const fromDocument = [...own, ...doc, ...row.map((path) => (table === null ? path : [table, ...path]))];
    const sources = [
      ...fromDocument.map((path) => ({ to: field.to, path, single: null })),
      ...settings.map(([single, ...path]) => ({ to: field.to, path, single: single! })),
    ];
    return sources.filter(({ path, single }) => {
      const start = single === null ? doctype : doctypes.get(single);
      return start !== undefined && linkAtEnd(doctypes, start, path) === field.to;
    });
  });
}

function fieldOf(doctype: ResolvedDoctype, step: Computation): ResolvedField | undefined {
  const { byId } = fieldIndex(doctype);
  if (step.kind === "field") return byId.get(step.field);
  const table = byId.get(step.table);
  return step.kind === "column" && table?.type === "table" ? fieldIndex(table.child).byId.get(step.field) : undefined;
}

/** Doctype a path's last name links to, null when it is no link. */
function linkAtEnd(doctypes: Doctypes, start: ResolvedDoctype, path: Path): string | null {
  let doctype: ResolvedDoctype | undefined = start;
  let end: string | null = null;
  for (const name of path) {
    const field: ResolvedField | undefined = doctype && fieldIndex(doctype).byId.get(name);
    end = field?.type === "link" ? field.to : null;
    doctype = field?.type === "table" ? field.child : end === null ? undefined : doctypes.get(end);
  }
  return end;
}

/**
 * The record a computation put into a link, when it holds all that is read of such records; a bare id will do where
 * nothing is read. It comes from another link, so the document it names exists.
 */
export function recordInHand(result: unknown, needed: readonly Path[]): LinkedRecord | null {
  const record = typeof result === "string" ? { id: result } : result;
  return needed.every((path) => hasPath(record, path)) ? (record as LinkedRecord) : null;
}

function hasPath(record: unknown, path: Path, from = 0): boolean {
  const name = path[from];
  if (name === undefined || record === null || record === undefined) return true;
  if (typeof record !== "object" || !Object.hasOwn(record, name)) return false;
  const value = (record as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(value) ? value.every((row) => hasPath(row, path, from + 1)) : hasPath(value, path, from + 1);
}
