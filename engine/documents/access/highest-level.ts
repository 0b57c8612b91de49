import { fieldIndex } from "../../calculation/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";

const HIGHEST_LEVELS = new WeakMap<ResolvedDoctype, number>();

/** The level one needs to see every field of a doctype and its rows. */
export function highestLevel(doctype: ResolvedDoctype): number {
  let level = HIGHEST_LEVELS.get(doctype);
  if (level === undefined) {
    const fields = [...doctype.fieldList, ...fieldIndex(doctype).tables.flatMap(({ child }) => child.fieldList)];
    level = Math.max(0, ...fields.map((field) => field.level ?? 0));
    HIGHEST_LEVELS.set(doctype, level);
  }
  return level;
}
