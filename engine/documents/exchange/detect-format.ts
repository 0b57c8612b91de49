import { decimalSignIn } from "../../calculation/index.ts";
import type { JsonValue } from "../../contract/index.ts";
import type { CellFormat } from "../types.ts";

const DATE = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})$/;

/** Guesses how numbers and dates are written from all cells; French writing where nothing tells. */
export function detectFormat(cells: Iterable<JsonValue>): CellFormat {
  const seen = { ",": 0, ".": 0, dmy: 0, mdy: 0, ymd: 0 };
  for (const cell of cells) {
    if (typeof cell !== "string") continue;
    const text = cell.trim();
    const sign = decimalSignIn(text);
    if (sign) seen[sign] += 1;
    countDate(seen, DATE.exec(text));
  }
  return { decimalSeparator: seen["."] > seen[","] ? "." : ",", dateOrder: dateOrder(seen) };
}

type DateCounts = { dmy: number; mdy: number; ymd: number };

function countDate(seen: DateCounts, match: RegExpExecArray | null): void {
  if (!match) return;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (match[1]?.length === 4) seen.ymd += 1;
  else if (first > 12 && second <= 12) seen.dmy += 1;
  else if (second > 12 && first <= 12) seen.mdy += 1;
}

function dateOrder({ dmy, mdy, ymd }: DateCounts): CellFormat["dateOrder"] {
  if (mdy > dmy && mdy >= ymd) return "mdy";
  return ymd > dmy ? "ymd" : "dmy";
}
