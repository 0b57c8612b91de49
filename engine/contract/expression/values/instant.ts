const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(?:Z|([+-])(\d{2})(?::?(\d{2}))?)$/;
const CANONICAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?$/;

/** An instant in the one form whose text order is its order in time (UTC, six decimals), or null when it is none. */
export function canonicalInstant(text: string): string | null {
  if (CANONICAL.test(text)) return text;
  const match = INSTANT.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second = "00", fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] =
    match;
  const local = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`);
  if (Number.isNaN(local.getTime()) || local.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return null;
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000 * (sign === "-" ? -1 : 1);
  const utc = new Date(local.getTime() - offsetMs).toISOString();
  return utc.length === 24 ? `${utc.slice(0, 19)}.${fraction.padEnd(6, "0")}Z` : null;
}

/** A time of day as `HH:MM:SS`, with decimals only when there are any, or null when it is none. */
export function canonicalTime(text: string): string | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [, hour, minute, second = "00", fraction = ""] = match;
  const decimals = fraction.replace(/0+$/, "");
  return `${hour}:${minute}:${second}${decimals && `.${decimals}`}`;
}
