import { fieldAtPath } from "../metadata/field-at-path.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Doctype } from "../types/index.ts";

/** Text field by which a linked currency or unit is named. */
export const CODE_FIELD = "code";

/** Where a field stands: `own` is the document, or the child doctype of a row of the document `header`. */
export interface FieldPlace {
  readonly own: Doctype;
  readonly header: Doctype;
}

/**
 * Path to the text that names an amount's currency or a quantity's unit, as written in the field. From a row, a path
 * the row does not know is the header's and begins with `doc`; one that ends in a link goes on to its `code`.
 */
export function namedByPath(
  path: string | undefined,
  { own, header }: FieldPlace,
  model: MetadataModel,
): readonly string[] | null {
  if (path === undefined) return null;
  const names = path.split(".");
  const first = names[0] ?? "";
  const fromHeader = first === "doc" || !Object.hasOwn(own.fields, first);
  const relative = first === "doc" ? names.slice(1) : names;
  const end = fieldAtPath(model, fromHeader ? header : own, relative);
  const toText = end?.kind === "field" && end.field.type === "link" ? [...relative, CODE_FIELD] : relative;
  return fromHeader && own !== header ? ["doc", ...toText] : toText;
}
