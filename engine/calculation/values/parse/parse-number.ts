import { type ResolvedField, scaleOf } from "../../../contract/index.ts";
import { Decimal, formatDecimal, roundHalfUp } from "../../../kernel/index.ts";
import { accepted, expected, type Parsed, refused } from "./outcome.ts";

type FieldOf<T extends ResolvedField["type"]> = Extract<ResolvedField, { readonly type: T }>;

const NUMBER = { fr: "un nombre décimal écrit avec un point", en: "a decimal number written with a point" };
const WHOLE = { fr: "un nombre entier", en: "a whole number" };
/** Before the point. */
const DIGITS_MAX = 30;
/** Behind it. */
const DECIMALS_MAX = 20;
const DECIMAL_TEXT = /^[+-]?\d+(\.\d+)?$/;
const FITTING_TEXT = new RegExp(`^[+-]?\\d{1,${DIGITS_MAX}}(\\.\\d{1,${DECIMALS_MAX}})?$`);
export const RATING_MAX = 5;

type DecimalField = FieldOf<"decimal" | "money" | "quantity" | "percent">;

/**
 * Exact decimals as text; a whole JSON number, which nothing has blurred, is taken too. Decimals beyond the field's scale are rounded half-up; money keeps what
 * was typed until its currency is known (see the formulas stage).
 */
export function parseDecimalField(field: DecimalField, input: unknown): Parsed {
  const number = toDecimal(input);
  if (!number) return isTooLong(input) ? TOO_LONG : expected(NUMBER);
  const decimals = scaleOf(field) ?? number.decimalPlaces();
  return fitDecimal(field, withDecimals(number, decimals), decimals);
}

/** A computed number, with so many decimals, as if its text had been sent. */
export function takeDecimal(field: DecimalField, number: Decimal, decimals: number): Parsed {
  const rounded = withDecimals(number, decimals);
  return rounded.e < DIGITS_MAX ? fitDecimal(field, rounded, decimals) : TOO_LONG;
}

/** A number all the same, which is not to be told that it is none. */
const isTooLong = (input: unknown): boolean => typeof input === "string" && DECIMAL_TEXT.test(input);
const TOO_LONG = refused("VALUE_TOO_MANY_DIGITS", { digits: DIGITS_MAX, decimals: DECIMALS_MAX });

const withDecimals = (number: Decimal, decimals: number): Decimal =>
  number.decimalPlaces() <= decimals ? number : roundHalfUp(number, decimals);

function fitDecimal(field: DecimalField, number: Decimal, decimals: number): Parsed {
  if (field.type === "decimal" && number.e >= columnDigits(field) && !number.isZero())
    return refused("VALUE_TOO_LARGE", { max: new Decimal(10).pow(columnDigits(field)).toFixed() });
  return withinLimits(field, number, accepted(formatDecimal(number, decimals)));
}

export function parseIntegerField(field: FieldOf<"integer" | "rating">, input: unknown): Parsed {
  const number = toInteger(input);
  if (number === null) return expected(WHOLE);
  const limits = field.type === "rating" ? { min: 0, max: field.max ?? RATING_MAX } : field;
  return withinLimits(limits, new Decimal(number), accepted(number));
}

/** Whole seconds. */
export function parseDuration(input: unknown): Parsed {
  const number = toInteger(input);
  return number === null ? expected({ fr: "une durée en secondes", en: "a duration in seconds" }) : accepted(number);
}

export function parseBoolean(input: unknown): Parsed {
  return typeof input === "boolean" ? accepted(input) : expected({ fr: "vrai ou faux", en: "true or false" });
}

export function parseGeolocation(input: unknown): Parsed {
  const { lat, lng } = (input ?? {}) as { readonly lat?: unknown; readonly lng?: unknown };
  const isWithin = (value: unknown, limit: number): value is number =>
    typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= limit;
  return isWithin(lat, 90) && isWithin(lng, 180)
    ? accepted({ lat, lng })
    : expected({ fr: "une position { lat, lng }", en: "a position { lat, lng }" });
}

/** How many digits before the point fit the column. */
const columnDigits = (field: FieldOf<"decimal">): number => (field.precision ?? 38) - (scaleOf(field) ?? 0);

function toDecimal(input: unknown): Decimal | null {
  if (typeof input === "number") return Number.isSafeInteger(input) ? new Decimal(input) : null;
  return typeof input === "string" && FITTING_TEXT.test(input) ? new Decimal(input) : null;
}

function toInteger(input: unknown): number | null {
  return typeof input === "number" && Number.isSafeInteger(input) ? input : null;
}

function withinLimits(
  limits: { readonly min?: string | number; readonly max?: string | number },
  number: Decimal,
  outcome: Parsed,
): Parsed {
  if (limits.min !== undefined && number.lt(limits.min)) return refused("VALUE_TOO_SMALL", { min: limits.min });
  if (limits.max !== undefined && number.gt(limits.max)) return refused("VALUE_TOO_LARGE", { max: limits.max });
  return outcome;
}
