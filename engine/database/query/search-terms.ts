import { escapeLike } from "./convert-value.ts";

const TERMS_MAX = 8;
const LIGATURES: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l" };

/**
 * Lower case without accents and ligatures: how `search_text` is written and how search words are looked up.
 * "Œuvre d'été" → "oeuvre d'ete".
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[œæßøđł]/g, (sign) => LIGATURES[sign]!);
}

/** Patterns of the words of a search, each to be found in `search_text`; more than eight words are not looked at. */
export function searchPatterns(search: string): string[] {
  const words = foldText(search.slice(0, 200).replaceAll("\0", " "))
    .split(/\s+/)
    .filter((word) => word !== "");
  return [...new Set(words)].slice(0, TERMS_MAX).map((word) => `%${escapeLike(word)}%`);
}
