const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  FORMATS.set(timeZone, format);
  return format;
}

/** Date and time of day, as `2026-03-15` and `14:05`, that clocks of a time zone show at an instant. */
export function localInstant(instant: string, timeZone: string): readonly [date: string, time: string] {
  const [date = "", time = ""] = formatIn(timeZone).format(new Date(instant)).split(" ");
  return [date.padStart(10, "0"), time];
}
