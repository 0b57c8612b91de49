import type { IsoDate } from "./dates.ts";

/** Where "now" comes from; tests and scenarios put a fixed one in its place. */
export interface Clock {
  /** Current instant as ISO 8601 UTC text. */
  now(): string;
  /** Current calendar date in the organization's time zone. */
  today(timeZone?: string): IsoDate;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: (timeZone = "Europe/Paris") => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date()),
};

/** A clock that stands still: `today` is the given date, `now` its noon UTC. */
export function fixedClock(today: IsoDate): Clock {
  return { now: () => `${today}T12:00:00.000Z`, today: () => today };
}
