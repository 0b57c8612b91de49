import { instantMs, isIsoDate } from "../../../kernel/index.ts";
import { accepted, expected, type Parsed } from "./outcome.ts";

const DATETIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

export function parseDate(input: unknown): Parsed {
  return isIsoDate(input) ? accepted(input) : expected({ fr: "une date (AAAA-MM-JJ)", en: "a date (YYYY-MM-DD)" });
}

/** An instant with its offset, kept in UTC. */
export function parseDatetime(input: unknown): Parsed {
  const ms = typeof input === "string" && DATETIME.test(input) ? instantMs(input) : null;
  if (ms !== null) return accepted(new Date(ms).toISOString());
  return expected({
    fr: "un instant avec fuseau (2026-01-31T09:30:00+01:00)",
    en: "an instant with offset (2026-01-31T09:30:00+01:00)",
  });
}

/** A time of day, kept with seconds. */
export function parseTime(input: unknown): Parsed {
  if (typeof input === "string" && TIME.test(input)) return accepted(input.length === 5 ? `${input}:00` : input);
  return expected({ fr: "une heure (HH:MM)", en: "a time (HH:MM)" });
}
