import type { Field } from "../../../../engine/contract/types/index.ts";
import { isNumeric } from "../../meta/columns.ts";

/** A number nobody types: a total, a balance. */
export function isFigure(field: Field): boolean {
  return isNumeric(field) && (field.formula !== undefined || field.type === "computed");
}
