import type { ResolvedField } from "../../../contract/index.ts";
import { accepted, expected, type Parsed, refused } from "./outcome.ts";

type FieldOf<T extends ResolvedField["type"]> = Extract<ResolvedField, { readonly type: T }>;

const TEXT = { fr: "un texte", en: "a text" };
export const TEXT_MAX = 140;
export const LONG_TEXT_MAX = 100_000;
const CONTACT_MAX = { email: 254, phone: 31, url: 2_000 } as const;

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\.]+(\.[^\s@<>"(),:;[\]\\.]+)+$/u;
const PHONE = /^\+?[0-9 ().-]{3,30}$/;
const COLOR = /^#[0-9a-f]{6}$/i;

/** A pattern in place is made anew for every text. */
const LONE_SURROGATE = /\p{Cs}/u;

/** Postgres stores no NUL, and a lone surrogate is no character. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && !LONE_SURROGATE.test(text);
}

/** Any text within `max` characters, counted as people count them. */
export function parseText(input: unknown, max: number, min = 0): Parsed {
  if (typeof input !== "string") return expected(TEXT);
  if (!isStorableText(input)) return refused("TEXT_NOT_STORABLE");
  if (input.length > max && characterCount(input) > max) return refused("VALUE_TOO_LONG", { max });
  if (min > 0 && characterCount(input) < min) return refused("VALUE_TOO_SHORT", { min });
  return accepted(input);
}

export function parseTextField(field: FieldOf<"text">, input: unknown): Parsed {
  const parsed = parseText(input, field.max ?? TEXT_MAX, field.min);
  if (!parsed.ok || field.pattern === undefined) return parsed;
  return patternOf(field.pattern).test(String(parsed.value)) ? parsed : refused("VALUE_PATTERN");
}

export function parseLongText(field: FieldOf<"long_text" | "rich_text" | "markdown">, input: unknown): Parsed {
  return parseText(input, field.max ?? LONG_TEXT_MAX);
}

export function parseContact(field: FieldOf<"email" | "phone" | "url">, input: unknown): Parsed {
  const parsed = parseText(input, CONTACT_MAX[field.type]);
  if (!parsed.ok) return parsed;
  return CONTACT_CHECKS[field.type](String(parsed.value)) ? parsed : expected(CONTACT_WORDS[field.type]);
}

export function parseColor(input: unknown): Parsed {
  return typeof input === "string" && COLOR.test(input)
    ? accepted(input.toLowerCase())
    : expected({ fr: "une couleur (#rrggbb)", en: "a colour (#rrggbb)" });
}

export function parseBarcode(field: FieldOf<"barcode">, input: unknown): Parsed {
  const parsed = parseText(input, TEXT_MAX);
  if (!parsed.ok) return parsed;
  const digits = { ean13: 13, ean8: 8, code128: 0, qr: 0 }[field.symbology ?? "code128"];
  return digits === 0 || isEan(String(parsed.value), digits)
    ? parsed
    : expected({ fr: `un code EAN à ${digits} chiffres`, en: `an EAN code of ${digits} digits` });
}

const CONTACT_CHECKS: Readonly<Record<"email" | "phone" | "url", (text: string) => boolean>> = {
  email: (text) => EMAIL.test(text),
  phone: (text) => PHONE.test(text),
  url: (text) => /^https?:\/\//i.test(text) && URL.canParse(text),
};
const CONTACT_WORDS = {
  email: { fr: "une adresse électronique", en: "an e-mail address" },
  phone: { fr: "un numéro de téléphone", en: "a phone number" },
  url: { fr: "une adresse web (http ou https)", en: "a web address (http or https)" },
} as const;

const PATTERNS = new Map<string, RegExp>();

/** The whole value must match. Patterns that could backtrack for long were refused when the metadata was loaded. */
function patternOf(source: string): RegExp {
  let pattern = PATTERNS.get(source);
  if (!pattern) {
    pattern = new RegExp(`^(?:${source})$`, "u");
    PATTERNS.set(source, pattern);
  }
  return pattern;
}

const characterCount = (text: string): number => Array.from(text).length;

/** The last digit makes the weighted sum a multiple of ten. */
function isEan(text: string, digits: number): boolean {
  if (text.length !== digits || !/^\d+$/.test(text)) return false;
  const sum = Array.from(text, Number).reduce(
    (total, digit, index) => total + digit * ((digits - index) % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 === 0;
}
