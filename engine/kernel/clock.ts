import type { IsoDate } from "./dates.ts";

/** Where "now" comes from; tests and scenarios put a fixed one in its place. */
export interface Clock {
  /** The organization's, as IANA names it. */
  readonly timeZone: string;
  /** Current instant as ISO 8601 UTC text. */
  now(): string;
  /** Current calendar date in the organization's time zone. */
  today(timeZone?: string): IsoDate;
}

/** Making one takes longer than all else a small request does. */
const DATE_FORMATS = new Map<string, Intl.DateTimeFormat>();

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  let format = DATE_FORMATS.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone });
    DATE_FORMATS.set(timeZone, format);
  }
  return format;
}

/** In no time zone does a day begin within a minute. */
const MINUTE_MS = 60_000;
const todays = new Map<string, { readonly minute: number; readonly date: IsoDate }>();

function dateIn(timeZone: string, now: number): IsoDate {
  const minute = Math.floor(now / MINUTE_MS);
  const known = todays.get(timeZone);
  if (known?.minute === minute) return known.date;
  const date = dateFormat(timeZone).format(now);
  todays.set(timeZone, { minute, date });
  return date;
}

let lastMs = 0;
let lastNow = "";

/** One request asks several times within a millisecond. */
function isoText(now: number): string {
  if (now !== lastMs) {
    lastMs = now;
    lastNow = new Date(now).toISOString();
  }
  return lastNow;
}

const USUAL_TIME_ZONE = "Europe/Paris";

/** The real time; "today" is the calendar date in this time zone, unless another is asked for. `nowMs`: milliseconds since 1970. */
export function clockIn(ownTimeZone: string, nowMs: () => number = Date.now): Clock {
  return {
    timeZone: ownTimeZone,
    now: () => isoText(nowMs()),
    today: (timeZone = ownTimeZone) => dateIn(timeZone, nowMs()),
  };
}

export const systemClock: Clock = clockIn(USUAL_TIME_ZONE);

/** A clock that stands still: `today` is the given date, `now` its noon UTC. */
export function fixedClock(today: IsoDate): Clock {
  return { timeZone: "UTC", now: () => `${today}T12:00:00.000Z`, today: () => today };
}
