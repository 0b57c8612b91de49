import type { JsonValue } from "../../document.ts";
import { accepted, expected, type Parsed, refused } from "./outcome.ts";
import { isStorableText } from "./parse-text.ts";

const DEPTH_MAX = 32;
const LENGTH_MAX = 1_000_000;

/** Any JSON within limits; it stays data, whatever its member names. */
export function parseJson(input: unknown): Parsed {
  if (!isShallow(input, DEPTH_MAX)) return tooLarge();
  if (!isExact(input)) return inexact();
  const text = JSON.stringify(input);
  if (text === undefined || text.length > LENGTH_MAX) return tooLarge();
  return isStorableText(text) && !text.includes("\\u0000") && !/\\ud[89a-f]/i.test(text)
    ? accepted(input as JsonValue)
    : refused("TEXT_NOT_STORABLE");
}

function isShallow(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== "object") return true;
  return depth > 0 && Object.values(value).every((member) => isShallow(member, depth - 1));
}

/** A number too long or too large was changed before it came here, so it is refused rather than kept as another. */
function isExact(value: unknown): boolean {
  if (typeof value === "number")
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return value === null || typeof value !== "object" || Object.values(value).every(isExact);
}

const inexact = (): Parsed =>
  expected({
    fr: "du JSON dont les nombres entiers ont 15 chiffres au plus (un nombre plus long s'écrit comme texte)",
    en: "JSON whose whole numbers have at most 15 digits (write a longer number as text)",
  });

const tooLarge = (): Parsed =>
  expected({
    fr: `du JSON de ${DEPTH_MAX} niveaux et ${LENGTH_MAX} caractères au plus`,
    en: `JSON of at most ${DEPTH_MAX} levels and ${LENGTH_MAX} characters`,
  });
