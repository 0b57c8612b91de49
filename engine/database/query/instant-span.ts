import { addDays, type IsoDate, instantMs, isIsoDate, mustExist } from "../../kernel/index.ts";

/** The time from one instant to before another, as Postgres reads them. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What a filter asks for: a day as long as the organization's clocks make it, an instant for the one moment it is. */
export const spanOf = (asked: string, timeZone: string): Span =>
  isIsoDate(asked)
    ? { from: startOf(asked, timeZone), to: startOf(addDays(asked, 1), timeZone) }
    : { from: asked, to: momentAfter(asked) };

/** Postgres knows when clocks are put forward or back; behind the last day of the calendar there is none. */
const startOf = (day: IsoDate, timeZone: string): string => (isIsoDate(day) ? `${day} 00:00 ${timeZone}` : "infinity");

/** Postgres keeps microseconds; behind the last one of the calendar there is none. */
function momentAfter(instant: string): string {
  const ms = mustExist(instantMs(instant), "instant");
  const micros = Number((/\.(\d+)/.exec(instant)?.[1] ?? "").padEnd(6, "0")) + 1;
  const second = new Date(Math.floor(ms / 1000) * 1000 + (micros === 1_000_000 ? 1000 : 0)).toISOString().slice(0, -5);
  if (second.startsWith("+")) return "infinity";
  return `${second}.${String(micros % 1_000_000).padStart(6, "0")}Z`;
}
