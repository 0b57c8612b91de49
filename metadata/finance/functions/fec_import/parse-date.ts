const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const DASHED = /^(\d{4})-(\d{2})-(\d{2})$/;
const known = new Map<string, string | null>();

/** « 20260315 » (also « 2026-03-15 ») → "2026-03-15"; null when there is no such day. */
export function parseDate(text: string): string | null {
  let date = known.get(text);
  if (date === undefined) {
    date = computeDate(text);
    if (known.size < 10_000) known.set(text, date);
  }
  return date;
}

function computeDate(text: string): string | null {
  const match = COMPACT.exec(text) ?? DASHED.exec(text);
  if (!match) return null;
  const iso = `${match[1]}-${match[2]}-${match[3]}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}
