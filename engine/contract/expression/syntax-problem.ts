import type { LocalizedText } from "../../kernel/index.ts";

const PROBLEMS: Readonly<Record<string, LocalizedText>> = {
  single_equals: { fr: "l'égalité s'écrit « == »", en: "equality is written “==”" },
  unexpected_character: { fr: "caractère inattendu", en: "unexpected character" },
  unexpected_token: {
    fr: "une valeur, un champ ou une fonction est attendu",
    en: "a value, field or function is expected",
  },
  expected_token: {
    fr: "il manque un signe (parenthèse, crochet, « : »…)",
    en: "a sign is missing (parenthesis, bracket, “:”…)",
  },
  unterminated_string: { fr: "le texte n'est pas refermé par un guillemet", en: "the text is not closed by a quote" },
  unterminated_triple_quoted_string: { fr: "le texte n'est pas refermé", en: "the text is not closed" },
  newline_in_string: { fr: "saut de ligne dans un texte (écrivez \\n)", en: "line break inside a text (write \\n)" },
  reserved_identifier: { fr: "mot réservé", en: "reserved word" },
  invalid_exponent: { fr: "nombre mal écrit", en: "badly written number" },
  invalid_number: { fr: "nombre mal écrit", en: "badly written number" },
  invalid_integer: { fr: "nombre mal écrit", en: "badly written number" },
};
const ESCAPE: LocalizedText = { fr: "séquence « \\ » inconnue", en: "unknown “\\” sequence" };
const OTHER: LocalizedText = { fr: "forme inconnue", en: "unknown form" };

/** What went wrong, in words, for a code of the parser. */
export function syntaxProblem(code: string): LocalizedText {
  if (code.includes("escape")) return ESCAPE;
  return PROBLEMS[code] ?? OTHER;
}
