import { Decimal } from "../../kernel/index.ts";
import type { ExprType, Value } from "./types.ts";
import { recordId } from "./values/record-id.ts";

/** A value as JSON carries it. */
export type FormattedValue = string | boolean | null | readonly FormattedValue[];

/** Value → JSON: numbers as plain decimal text without needless zeros ("345"), records as their id, the rest as it is. */
export function formatValue(type: ExprType, value: Value): FormattedValue {
  if (value === null) return null;
  if (value instanceof Decimal) return value.toFixed();
  if (type.kind === "list") return (value as readonly Value[]).map((item) => formatValue(type.of, item));
  return typeof value === "boolean" ? value : recordId(value);
}
