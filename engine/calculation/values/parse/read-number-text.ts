export type DecimalSign = "," | ".";

interface Writing {
  /** What parts the whole from its decimals where a number alone does not tell. */
  readonly decimal: DecimalSign;
  /** A hand on the number pad types a point for every decimal sign; a file that writes commas groups by points. */
  readonly isTyped: boolean;
}

/** Spaces of every width, marks of direction and the apostrophes that group digits. */
const SPACES = /[\s\u200b\u200e\u200f'’]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const SIGN = "\\p{Sc}|%|F?CFA|[A-Z]{3}";
const UNIT_BEFORE = new RegExp(`^(?:${SIGN})(?=[^A-Z])`, "u");
const UNIT_BEHIND = new RegExp(`(?<=[^A-Z])(?:${SIGN})$`, "u");
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** `(12)`, `-12` and `12-` are less than nothing; what is left of the last is not. */
const SIGNED = /^\((.+)\)$|^-(.+)$|^(.+)-$|^\+?(.+)$/;
const GROUPED: Readonly<Record<DecimalSign, RegExp>> = {
  ",": /^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}$/,
  ".": /^[1-9]\d{0,2}(?:\.\d{2,3})*\.\d{3}$/,
};
const PLAIN = /^\d*(?:\.\d*)?$/;

/**
 * Reads a number as people write, paste and export it: « 1 234,56 € », "1,234.56", "(0.50)", "12-". Returns the canonical
 * text with a point, or null when it is no number.
 */
export function readNumberText(text: string, writing: Writing): string | null {
  const { digits, isNegative } = takeSign(text);
  const decimal = provenSign(digits) ?? usualSign(digits, writing);
  const whole = decimal === null ? digits.replace(/[.,]/g, "") : withPoint(digits, decimal);
  if (whole === null || !/\d/.test(whole) || !PLAIN.test(whole)) return null;
  const plain = whole.replace(/^\./, "0.").replace(/\.$/, "");
  return isNegative ? `-${plain}` : plain;
}

/** Which decimal sign a text proves: none where it is no number, or could be grouped digits. */
export const decimalSignIn = (text: string): DecimalSign | null => {
  const { digits } = takeSign(text);
  const sign = provenSign(digits);
  return sign !== null && PLAIN.test(withPoint(digits, sign) ?? "-") ? sign : null;
};

function takeSign(text: string): { readonly digits: string; readonly isNegative: boolean } {
  const bare = withoutUnit(text.replace(SPACES, "").replace(DASHES, "-"));
  const [, inBrackets, afterMinus, beforeMinus, positive] = SIGNED.exec(bare) ?? [];
  const digits = withoutUnit(inBrackets ?? afterMinus ?? beforeMinus ?? positive ?? "");
  return { digits, isNegative: positive === undefined };
}

/** Without the currency or per cent before or behind; three letters that are no currency belong to a text, not a number. */
const withoutUnit = (text: string): string =>
  [UNIT_BEFORE, UNIT_BEHIND].reduce((rest, unit) => rest.replace(unit, (found) => (isUnit(found) ? "" : found)), text);

const isUnit = (found: string): boolean => !/^[A-Z]{3}$/.test(found) || found === "CFA" || CURRENCIES.has(found);

/** The last of two signs, or one that stands where no group could end. */
function provenSign(digits: string): DecimalSign | null {
  const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
  if (comma < 0 && point < 0) return null;
  const last = comma > point ? "," : ".";
  if (comma >= 0 && point >= 0) return last;
  return digits.indexOf(last) === digits.lastIndexOf(last) && !GROUPED[last].test(digits) ? last : null;
}

/** `1,234` and `1.234` are told apart by who wrote them; null where the sign groups. */
function usualSign(digits: string, { decimal, isTyped }: Writing): DecimalSign | null {
  const sign = digits.includes(",") ? "," : ".";
  const isOnce = digits.indexOf(sign) === digits.lastIndexOf(sign);
  if (isOnce && (sign === decimal || (isTyped && sign === "."))) return sign;
  return GROUPED[sign].test(digits) ? null : sign;
}

/** Null where the decimal sign comes twice, or what groups does not group. */
function withPoint(digits: string, decimal: DecimalSign): string | null {
  const [whole = "", decimals, ...more] = digits.split(decimal);
  if (more.length > 0) return null;
  const group = decimal === "," ? "." : ",";
  if (whole.includes(group) && !GROUPED[group].test(whole)) return null;
  return decimals === undefined ? whole : `${whole.replaceAll(group, "")}.${decimals}`;
}
