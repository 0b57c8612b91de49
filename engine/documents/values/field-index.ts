import type { ResolvedDoctype, ResolvedField, ResolvedTableField } from "../../registry/index.ts";
import { isStored } from "./system-fields.ts";

/** A doctype's fields sorted by what the life cycle does with them. Derived once per doctype. */
export interface FieldIndex {
  readonly byId: ReadonlyMap<string, ResolvedField>;
  /** Stored fields that are not tables, in declared order. */
  readonly scalars: readonly ResolvedField[];
  readonly tables: readonly ResolvedTableField[];
}

const CACHE = new WeakMap<ResolvedDoctype, FieldIndex>();

export function fieldIndex(doctype: ResolvedDoctype): FieldIndex {
  let index = CACHE.get(doctype);
  if (!index) {
    index = {
      byId: new Map(doctype.fieldList.map((field) => [field.id, field])),
      scalars: doctype.fieldList.filter((field) => isStored(field) && field.type !== "table"),
      tables: doctype.fieldList.filter((field): field is ResolvedTableField => field.type === "table"),
    };
    CACHE.set(doctype, index);
  }
  return index;
}
