import { fieldIndex } from "../../../../engine/calculation/index.ts";
import type { ResolvedField } from "../../../../engine/contract/index.ts";
import { TITLE } from "../../api/documents.ts";
import { rowsOf } from "./form-rows.ts";
import type { LinkContext } from "./gather-links.ts";
import type { FormValues } from "./types.ts";

/** Links set by a default or formula get their title from the record that was loaded for it. */
export function nameLinks(context: LinkContext, values: FormValues): FormValues {
  const { links, tables } = fieldIndex(context.model.resolved);
  const named: Record<string, unknown> = { ...nameRecord(context, values, links) };
  for (const { id, child } of tables) {
    const before = rowsOf(values, id);
    const rows = before.map((row) => nameRecord(context, row, fieldIndex(child).links));
    if (rows.some((row, index) => row !== before[index])) named[id] = rows;
  }
  return named;
}

/** The same record where every link has its title. */
function nameRecord<T extends FormValues>(context: LinkContext, record: T, fields: readonly ResolvedField[]): T {
  const known = record["$expanded"] as Readonly<Record<string, { readonly id: string }>> | undefined;
  const titles: Record<string, unknown> = {};
  for (const field of fields) {
    const value = record[field.id];
    if (field.type !== "link" || typeof value !== "string" || known?.[field.id]?.id === value) continue;
    const linked = context.links.get(field.to, value);
    if (linked) titles[field.id] = { id: value, title: linked[TITLE] ?? null };
  }
  return Object.keys(titles).length === 0 ? record : { ...record, $expanded: { ...known, ...titles } };
}
