import {
  type ResolvedDoctype,
  type ResolvedField,
  type ResolvedTableField,
  systemFields,
} from "../../contract/index.ts";
import { isStored } from "./system-fields.ts";

/** A doctype's fields sorted by what the life cycle does with them. Derived once per doctype. */
export interface FieldIndex {
  readonly byId: ReadonlyMap<string, ResolvedField>;
  /** Names of the fields the engine keeps beside them. */
  readonly system: readonly string[];
  /** Stored fields that are not tables, in declared order. */
  readonly scalars: readonly ResolvedField[];
  readonly tables: readonly ResolvedTableField[];
  /** Of the scalars, those that point to other documents. */
  readonly links: readonly ResolvedField[];
  /** Of the scalars, those that hold a file. */
  readonly files: readonly ResolvedField[];
  /** Of the scalars, those that may never be empty. */
  readonly required: readonly ResolvedField[];
}

const CACHE = new WeakMap<ResolvedDoctype, FieldIndex>();

export function fieldIndex(doctype: ResolvedDoctype): FieldIndex {
  let index = CACHE.get(doctype);
  if (!index) {
    const scalars = doctype.fieldList.filter((field) => isStored(field) && field.type !== "table");
    index = {
      system: Object.keys(systemFields(doctype)),
      byId: new Map(doctype.fieldList.map((field) => [field.id, field])),
      scalars,
      tables: doctype.fieldList.filter((field): field is ResolvedTableField => field.type === "table"),
      links: scalars.filter(({ type }) => type === "link" || type === "dynamic_link"),
      files: scalars.filter(({ type }) => type === "file" || type === "image"),
      required: scalars.filter(({ required }) => required === true),
    };
    CACHE.set(doctype, index);
  }
  return index;
}
