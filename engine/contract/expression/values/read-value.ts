import { Decimal, fail, isIsoDate, parseDecimal } from "../../../kernel/index.ts";
import { typeText } from "../type-text.ts";
import type { ExprType, RecordValue, Value } from "../types.ts";
import { toDecimals } from "./exact-number.ts";
import { canonicalInstant, canonicalTime } from "./instant.ts";

type Reader = (raw: unknown, path: string) => Value;

/** The reader that turns a stored value into the language's value, or raises EXPRESSION_VALUE_INVALID naming the path. */
export function valueReader(type: ExprType): Reader {
  const read = rawReader(type);
  return (raw, path) => {
    if (raw === null || raw === undefined) return null;
    const value = read(raw, path);
    return value === undefined ? refuseValue(raw, path, type) : value;
  };
}

type RawReader = (raw: unknown, path: string) => Value | undefined;

function rawReader(type: ExprType): RawReader {
  switch (type.kind) {
    case "number":
      return readNumber;
    case "text":
      return (raw) => (typeof raw === "string" ? raw : undefined);
    case "boolean":
      return (raw) => (typeof raw === "boolean" ? raw : undefined);
    case "date":
      return (raw) => (isIsoDate(raw) ? raw : undefined);
    case "datetime":
      return (raw) => (typeof raw === "string" ? (canonicalInstant(raw) ?? undefined) : undefined);
    case "time":
      return (raw) => (typeof raw === "string" ? (canonicalTime(raw) ?? undefined) : undefined);
    case "record":
      return (raw) => (isRecordValue(raw) ? raw : undefined);
    case "list": {
      if (type.of.kind === "record") return (raw) => (Array.isArray(raw) && raw.every(isRecordValue) ? raw : undefined);
      const item = valueReader(type.of);
      return (raw, path) => (Array.isArray(raw) ? raw.map((element: unknown) => item(element, path)) : undefined);
    }
    case "json":
      // Opaque: it can only be compared with null, so its content never comes into the language.
      return () => JSON_PRESENT;
    case "null":
      return () => undefined;
  }
}

/** Stands for any JSON value that is there. */
const JSON_PRESENT = true;

function isRecordValue(raw: unknown): raw is RecordValue {
  if (typeof raw !== "object" || raw === null) return typeof raw === "string";
  return !Array.isArray(raw) && !(raw instanceof Decimal);
}

/** Recently read numbers by their text: documents repeat the same few, and Decimals are immutable. */
const recentNumbers = new Map<string, Decimal>();
const RECENT_NUMBERS_MAX = 2_000;

function readNumber(raw: unknown): Decimal | undefined {
  if (typeof raw !== "string") {
    if (raw instanceof Decimal) return toDecimals(raw);
    return typeof raw === "number" && Number.isFinite(raw) ? toDecimals(new Decimal(raw)) : undefined;
  }
  const known = recentNumbers.get(raw);
  if (known) return known;
  if (!NUMBER_TEXT.test(raw)) return undefined;
  const value = toDecimals(parseDecimal(raw));
  if (recentNumbers.size >= RECENT_NUMBERS_MAX) recentNumbers.clear();
  recentNumbers.set(raw, value);
  return value;
}

const NUMBER_TEXT = /^[+-]?\d{1,40}(\.\d{1,30})?$/;

function refuseValue(raw: unknown, path: string, type: ExprType): never {
  const expected = typeText(type);
  const value = typeof raw === "object" ? "{…}" : String(raw).slice(0, 60);
  return fail("EXPRESSION_VALUE_INVALID", { value, path, expected_fr: expected.fr, expected_en: expected.en });
}
