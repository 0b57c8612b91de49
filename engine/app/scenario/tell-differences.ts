import { type Difference, NOT_THERE, type RowsDifference } from "./match-values.ts";

const ROWS_MAX = 30;

/** One line for each; null when there are none. */
export function tellDifferences(found: readonly Difference[]): string | null {
  return found.length === 0 ? null : found.map((one) => `\n    ${tell(one)}`).join("");
}

/** `shown` makes of a row what is worth telling of it. */
export function tellRows(found: RowsDifference | null, shown: (row: unknown) => unknown = (row) => row): string | null {
  if (found === null) return null;
  if (found.isOrderOnly) return "\n    the rows are those expected, in another order";
  const missing = found.missing
    .slice(0, ROWS_MAX)
    .map(({ row, nearest }) => `\n      ${show(row)}${nearest ? ` (nearest: ${nearest.map(tell).join("; ")})` : ""}`);
  const extra = found.extra.slice(0, ROWS_MAX).map((row) => `\n      ${show(shown(row))}`);
  return [
    missing.length > 0 ? `\n    expected and not there:${missing.join("")}` : "",
    extra.length > 0 ? `\n    there and not expected:${extra.join("")}` : "",
  ].join("");
}

function tell({ path, expected, actual }: Difference): string {
  const place = path === "" ? "it" : path;
  return actual === NOT_THERE
    ? `${place}: expected ${show(expected)}, but there is nothing of this name`
    : `${place}: expected ${show(expected)}, is ${show(actual)}`;
}

const show = (value: unknown): string => JSON.stringify(value) ?? "nothing";
