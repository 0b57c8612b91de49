/** Largest amount in cents whose sums stay exact: a thousandth of the largest safe integer. */
const MAX_CENTS = Number.MAX_SAFE_INTEGER / 1_000;
const FRENCH = /^([+-]?)(\d+)(?:[.,](\d{1,2})0*)?$/;

/**
 * « 1 234,56 », « 1234.56 », « -12,5 », « 100 » → cents. Empty and « - » are zero. null when it is not an amount or has
 * more than two decimals.
 */
export function parseCents(text: string): number | null {
  if (text === "" || text === "-") return 0;
  const match = FRENCH.exec(
    text.includes(" ") || text.includes("\u00a0") || text.includes("\u202f")
      ? text.replace(/[ \u00a0\u202f]/g, "")
      : text,
  );
  if (!match) return parseGrouped(text);
  const cents = Number(match[2]) * 100 + Number((match[3] ?? "0").padEnd(2, "0"));
  if (cents > MAX_CENTS) return null;
  return match[1] === "-" && cents !== 0 ? -cents : cents;
}

/** « 1.234.567,89 »: points as thousands separators, only where they can be nothing else. */
function parseGrouped(text: string): number | null {
  return /^[+-]?\d{1,3}(\.\d{3})+,\d{1,2}$/.test(text) ? parseCents(text.replaceAll(".", "")) : null;
}

/** 123456 → "1234.56": the text of an exact decimal. */
export function centsText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 123456 → « 1 234,56 » in messages. */
export function centsForReading(cents: number): string {
  const [whole = "0", fraction = "00"] = centsText(cents).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, "\u202f")},${fraction}`;
}
