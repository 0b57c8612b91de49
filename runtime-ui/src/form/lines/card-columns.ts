import { looksOf } from "../../field-types/field-looks.ts";
import { isNumeric } from "../../meta/columns.ts";
import type { FormRow } from "../model/types.ts";
import type { LineColumn } from "./use-line-columns.ts";

const DETAILS_MAX = 4;

export interface CardColumns {
  /** Beside the name: of the amounts the first that there is, in the order of the layout, which is that of importance. */
  readonly amount: LineColumn | undefined;
  readonly details: readonly LineColumn[];
}

const isFilled = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== "" && !/^-?0+(\.0+)?$/.test(String(value));

/** Which figures of a row its card shows; nought says nothing. */
export function cardColumns(columns: readonly LineColumn[], row: FormRow): CardColumns {
  const figures = columns.filter(({ id, field }) => isNumeric(field) && isFilled(row[id]));
  const amount = figures.find(({ field }) => looksOf(field).text === "amount");
  return { amount, details: figures.filter((column) => column !== amount).slice(0, DETAILS_MAX) };
}
