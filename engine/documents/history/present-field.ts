import { fieldIndex } from "../../calculation/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";

const FORMER_NAMES = new WeakMap<ResolvedDoctype, ReadonlyMap<string, ResolvedField>>();

/**
 * The field that history means by a name: the one that is called so, or was before it was renamed. It is the same field, with
 * the label and the level it has today. Undefined where it was removed: what level it had nobody knows any more.
 */
export function presentField(doctype: ResolvedDoctype, name: string): ResolvedField | undefined {
  return fieldIndex(doctype).byId.get(name) ?? formerNames(doctype).get(name);
}

/**
 * The level at which what history tells under a name is read. Where a field has taken the name another one had before, it may
 * be either's: the higher level holds. Undefined where the field was removed.
 */
export function presentLevel(doctype: ResolvedDoctype, name: string): number | undefined {
  const meant = [fieldIndex(doctype).byId.get(name), formerNames(doctype).get(name)].filter((one) => one !== undefined);
  return meant.length === 0 ? undefined : Math.max(...meant.map(({ level }) => level ?? 0));
}

function formerNames(doctype: ResolvedDoctype): ReadonlyMap<string, ResolvedField> {
  const known = FORMER_NAMES.get(doctype);
  if (known) return known;
  const names = new Map(
    doctype.fieldList.flatMap((field) =>
      field.renamed_from === undefined ? [] : [[field.renamed_from, field] as const],
    ),
  );
  FORMER_NAMES.set(doctype, names);
  return names;
}
