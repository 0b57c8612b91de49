import { type Field, hasTrait, scaleOf } from "../contract/index.ts";
import type { JsonValue } from "../documents/index.ts";
import { type Decimal, formatDecimal, roundHalfUp } from "../kernel/index.ts";

/** A number of an entry as a document writes one of the same field; an amount has its currency's decimals at least. */
export function writtenNumber(field: Field, value: Decimal, currencyDecimals: number): JsonValue {
  if (hasTrait(field.type, "whole")) return value.toNumber();
  return formatDecimal(value, scaleOf(field) ?? Math.max(currencyDecimals, value.decimalPlaces()));
}

/** As many digits as the ledger keeps: what is nothing then was nothing. */
export const keptNumber = (field: Field, value: Decimal): Decimal => {
  const scale = scaleOf(field);
  return scale === null ? value : roundHalfUp(value, scale);
};

/** The code beside an amount; undefined where the organization's own currency is meant. */
export function codeOf(field: Field, entry: Readonly<Record<string, JsonValue>>): string | undefined {
  const code = field.type === "money" && field.currency !== undefined ? entry[field.currency] : null;
  return typeof code === "string" && code !== "" ? code : undefined;
}
