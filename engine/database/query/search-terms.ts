import { escapeLike } from "./convert-value.ts";

const TERMS_MAX = 8;
/** A pattern in place is made anew for every text. */
const ACCENTS = /\p{M}+/gu;
const LIGATURES: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l" };

/**
 * Lower case without accents and ligatures: how `search_text` is written and how search words are looked up.
 * "Œuvre d'été" → "oeuvre d'ete".
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .toLowerCase()
    .replace(/[œæßøđł]/g, (sign) => LIGATURES[sign]!);
}

/** Patterns of the words of a search, each to be found in `search_text`; more than eight words are not looked at. */
export function searchPatterns(search: string): string[] {
  return searchWords(search).map((word) => `%${word}%`);
}

/** The same words, each at the beginning of `search_text`, and at that of a word in it. */
export function beginningPatterns(search: string): readonly (readonly [string, string])[] {
  return searchWords(search).map((word) => [`${word}%`, `% ${word}%`]);
}

/** What a key is, and how it begins, when the search means a key. */
export function keyPatterns(search: string): readonly [string, string] {
  const key = escapeLike(cleaned(search).trim().toLowerCase());
  return [key, `${key}%`];
}

const cleaned = (search: string): string => search.slice(0, 200).replaceAll("\0", " ");

function searchWords(search: string): readonly string[] {
  const words = foldText(cleaned(search))
    .split(/\s+/)
    .filter((word) => word !== "");
  return [...new Set(words)].slice(0, TERMS_MAX).map(escapeLike);
}
