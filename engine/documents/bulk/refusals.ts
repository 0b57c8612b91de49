import { isPerfexError, type PerfexError } from "../../kernel/index.ts";
import type { RefusedRow } from "../types.ts";

/** Only what is wrong with the documents themselves is a refusal: a failing database or a defect goes on as an error. */
export function asRefusal(error: unknown): PerfexError {
  if (!isPerfexError(error) || error.status >= 500) throw error;
  return error;
}

export function refusedRow(index: number, error: PerfexError): RefusedRow {
  const { code, text, pointer } = error;
  return { index, code, message: text, error, ...(pointer === undefined ? {} : { pointer }) };
}
