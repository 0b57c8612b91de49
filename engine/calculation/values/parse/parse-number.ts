import { type ResolvedField, scaleOf } from "../../../contract/index.ts";
import { Decimal, formatDecimal } from "../../../kernel/index.ts";
import { accepted, expected, type Parsed, refused } from "./outcome.ts";

type FieldOf<T extends ResolvedField["type"]> = Extract<ResolvedField, { readonly type: T }>;

const NUMBER = { fr: "un nombre décimal écrit avec un point", en: "a decimal number written with a point" };
const WHOLE = { fr: "un nombre entier", en: "a whole number" };
const DECIMAL_TEXT = /^[+-]?\d{1,30}(\.\d{1,20})?$/;
const RATING_MAX = 5;

/**
 * Exact decimals as text; a whole JSON number, which nothing has blurred, is taken too. Decimals beyond the field's scale are rounded half-up; money keeps what
 * was typed until its currency is known (see the formulas stage).
 */
export function parseDecimalField(
  field: FieldOf<"decimal" | "money" | "quantity" | "percent">,
  input: unknown,
): Parsed {
  const number = toDecimal(input);
  if (!number) return expected(NUMBER);
  const decimals = scaleOf(field);
  const given = number.decimalPlaces();
  const text = formatDecimal(number, decimals ?? given);
  const rounded = decimals === null || given <= decimals ? number : new Decimal(text);
  if (field.type === "decimal" && rounded.abs().gte(columnLimit(field)))
    return refused("VALUE_TOO_LARGE", { max: columnLimit(field).toFixed() });
  return withinLimits(field, rounded, accepted(text));
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

/** What no longer fits the column: 1 followed by as many zeros as it has digits before the point. */
const columnLimit = (field: FieldOf<"decimal">): Decimal =>
  new Decimal(10).pow((field.precision ?? 38) - (scaleOf(field) ?? 0));

function toDecimal(input: unknown): Decimal | null {
  if (typeof input === "number") return Number.isSafeInteger(input) ? new Decimal(input) : null;
  return typeof input === "string" && DECIMAL_TEXT.test(input) ? new Decimal(input) : null;
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
