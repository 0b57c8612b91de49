import { fieldIndex, isAlwaysComputed, lookupFields } from "../../calculation/index.ts";
import { hasTrait } from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField, ResolvedTableField } from "../../registry/index.ts";
import { headingsOf, plainHeading } from "./column-headings.ts";

/** Where the cells of one column go. */
export interface MappedColumn {
  readonly column: string;
  /** Table field the column belongs to, null for the header. */
  readonly table: ResolvedTableField | null;
  /** Null for the columns that only identify a document: `id` and `number`. */
  readonly field: ResolvedField | null;
  /** `id`, `number` or the field's id. */
  readonly name: string;
  /** Field of the linked document its cells hold; any that identifies it unless told. */
  readonly by: string | null;
}

/** Column header → where its cells go. Raises IMPORT_MAPPING_UNKNOWN. */
export function resolveMapping(
  registry: Registry,
  doctype: ResolvedDoctype,
  mapping: Readonly<Record<string, string>>,
): readonly MappedColumn[] {
  return Object.entries(mapping)
    .filter(([, target]) => target !== "")
    .map(([column, target]) => mapColumn(registry, doctype, column, target) ?? unknown(column, target));
}

const unknown = (column: string, target: string): never =>
  fail("IMPORT_MAPPING_UNKNOWN", { column, target }, { pointer: `/mapping/${column}` });

function mapColumn(registry: Registry, doctype: ResolvedDoctype, column: string, target: string): MappedColumn | null {
  const [first = "", second, third, ...rest] = target.split(".");
  if (rest.length > 0) return null;
  if (target === "id" || (target === "number" && doctype.number)) {
    return { column, table: null, field: null, name: target, by: null };
  }
  const field = fieldIndex(doctype).byId.get(first);
  if (field?.type === "table" && second !== undefined) {
    const cell = fieldIndex(field.child).byId.get(second);
    return cell ? place(registry, column, field, cell, third ?? null) : null;
  }
  return field && third === undefined ? place(registry, column, null, field, second ?? null) : null;
}

function place(
  registry: Registry,
  column: string,
  table: ResolvedTableField | null,
  field: ResolvedField,
  by: string | null,
): MappedColumn | null {
  if (isAlwaysComputed(field) || !hasTrait(field.type, "sheet") || (table && isAlwaysComputed(table))) return null;
  if (by !== null && !(field.type === "link" && lookupFields(registry.doctype(field.to)).includes(by))) return null;
  return { column, table, field, name: field.id, by };
}

/** Guesses by id and by label in both languages. */
export function guessMapping(
  registry: Registry,
  doctype: ResolvedDoctype,
  columns: readonly string[],
): Readonly<Record<string, string>> {
  const headings = headingsOf(registry, doctype);
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  for (const column of columns) {
    const heading = headings.get(plainHeading(column));
    if (!heading || "closed" in heading || taken.has(heading.target)) continue;
    taken.add(heading.target);
    mapping[column] = heading.target;
  }
  return mapping;
}
