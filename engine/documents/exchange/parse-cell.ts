import { keepsBlanks, readNumberText } from "../../calculation/index.ts";
import type { ChoiceField } from "../../contract/index.ts";
import { isIsoDate, isoDate, type LocalizedText } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import type { CellFormat, JsonValue } from "../types.ts";
import { unguardText } from "./formula-guard.ts";

/** A cell as a value the parse stage understands, or what was expected instead. */
export type CellOutcome = { readonly value: JsonValue } | { readonly expected: LocalizedText };

const NUMBER = { fr: "un nombre", en: "a number" };
const DATE = { fr: "une date", en: "a date" };
const YES_NO = { fr: "oui ou non", en: "yes or no" };

const TRUE_WORDS: ReadonlySet<string> = new Set(["oui", "yes", "vrai", "true", "1", "o", "y", "x"]);
const FALSE_WORDS: ReadonlySet<string> = new Set(["non", "no", "faux", "false", "0", "n"]);

/** Reads one cell as people write it: 1 234,56 · 31/12/2025 · oui. Choices may be given by id or by label. */
export function parseCell(field: ResolvedField, cell: JsonValue, format: CellFormat): CellOutcome {
  const text = typeof cell === "string" ? unguardText(keepsBlanks(field.type) ? cell : cell.trim()) : cell;
  if (text === null || (typeof text === "string" && text.trim() === "")) return { value: null };
  switch (field.type) {
    case "integer":
    case "rating":
    case "duration":
      return parseWhole(text, format);
    case "decimal":
    case "money":
    case "quantity":
    case "percent":
      return parseNumber(text, format);
    case "date":
      return parseDate(text, format);
    case "datetime":
      return parseInstant(text, format);
    case "boolean":
      return parseYesNo(text);
    case "choice":
      return { value: optionOf(field.options, text) };
    case "multi_choice":
      return { value: listOf(text).map((item) => optionOf(field.options, item)) };
    case "tags":
      return { value: listOf(text) };
    case "json":
    case "geolocation":
      return parseJsonCell(text);
    case "text":
    case "long_text":
    case "rich_text":
    case "markdown":
    case "email":
    case "phone":
    case "url":
    case "barcode":
    case "color":
    case "time":
    case "link":
    case "dynamic_link":
    case "file":
    case "image":
    case "secret":
    case "table":
    case "computed":
      return { value: typeof text === "string" ? text : String(text) };
  }
}

function parseNumber(cell: JsonValue, { decimalSeparator }: CellFormat): CellOutcome {
  if (typeof cell === "number") return Number.isFinite(cell) ? { value: plainNumber(cell) } : { expected: NUMBER };
  const plain = readNumberText(String(cell), { decimal: decimalSeparator, isTyped: false });
  return plain === null ? { expected: NUMBER } : { value: plain };
}

function parseWhole(cell: JsonValue, format: CellFormat): CellOutcome {
  const outcome = parseNumber(cell, format);
  return "value" in outcome ? { value: Number(outcome.value) } : outcome;
}

/** Workbooks hold binary numbers: 15 digits are what was typed, the rest is noise. */
const plainNumber = (value: number): string => {
  const text = Number(value.toPrecision(15)).toString();
  return text.includes("e") ? value.toFixed(20).replace(/0+$/, "").replace(/\.$/, "") : text;
};

function parseDate(cell: JsonValue, { dateOrder }: CellFormat): CellOutcome {
  const text = String(cell);
  if (isIsoDate(text.slice(0, 10)) && (text.length === 10 || text[10] === "T")) return { value: text.slice(0, 10) };
  const match = /^(\d{1,4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})$/.exec(text);
  if (!match) return { expected: DATE };
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])] as const;
  const isYearFirst = match[1]?.length === 4 || dateOrder === "ymd";
  const [year, month, day] = isYearFirst ? [a, b, c] : dateOrder === "mdy" ? [c, a, b] : [c, b, a];
  const date = isoDate(year < 100 ? 2000 + year : year, month, day);
  return isIsoDate(date) ? { value: date } : { expected: DATE };
}

function parseInstant(cell: JsonValue, format: CellFormat): CellOutcome {
  const text = String(cell);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return { value: /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z` };
  const [day = "", time = "00:00"] = text.split(/\s+/);
  const date = parseDate(day, format);
  return "value" in date ? { value: `${String(date.value)}T${time}Z` } : date;
}

function parseYesNo(cell: JsonValue): CellOutcome {
  if (typeof cell === "boolean") return { value: cell };
  const word = String(cell).toLowerCase();
  if (TRUE_WORDS.has(word)) return { value: true };
  return FALSE_WORDS.has(word) ? { value: false } : { expected: YES_NO };
}

type Options = ChoiceField["options"];

/** The option with this id or label; a text that is neither is left for the parse stage to refuse. */
function optionOf(options: Options, cell: JsonValue): string {
  const text = String(cell).trim();
  if (Object.hasOwn(options, text)) return text;
  const wanted = text.toLowerCase();
  const found = Object.entries(options).find(([id, { label }]) =>
    [id, label.fr, label.en].some((name) => name.toLowerCase() === wanted),
  );
  return found?.[0] ?? text;
}

const listOf = (cell: JsonValue): string[] =>
  String(cell)
    .split(/[;,|]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");

function parseJsonCell(cell: JsonValue): CellOutcome {
  try {
    return { value: JSON.parse(String(cell)) as JsonValue };
  } catch {
    return { expected: { fr: "du JSON", en: "JSON" } };
  }
}
