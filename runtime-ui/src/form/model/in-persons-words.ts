import { hasTrait } from "../../../../engine/contract/fields/field-traits.ts";
import type { ResolvedField } from "../../../../engine/contract/index.ts";
import { type ErrorDetail, errorDetail, type Language } from "../../../../engine/kernel/index.ts";
import { looksOf, type ReadKind } from "../../field-types/field-looks.ts";
import { formatDate, formatDuration } from "../../format/dates.ts";
import { formatDecimal } from "../../format/numbers.ts";

interface Notation {
  readonly fr: string;
  readonly en: string;
  readonly like: (language: Language) => string;
}

/** How values are written on the screen, by how the text of a field is read. */
const NOTATIONS: Readonly<Partial<Record<ReadKind, Notation>>> = {
  number: { fr: "un nombre", en: "a number", like: (language) => formatDecimal("12.5", 1, language) },
  date: { fr: "une date", en: "a date", like: (language) => formatDate("2026-12-31", language) },
  duration: { fr: "une durée", en: "a duration", like: (language) => formatDuration(5_400, language) },
};

/** Programs are told how the interface writes a value; who types on the screen is told how the screen writes it. */
export function inPersonsWords(field: ResolvedField, problem: ErrorDetail): ErrorDetail {
  const notation = NOTATIONS[looksOf(field).read];
  if (problem.code !== "VALUE_TYPE" || !notation || hasTrait(field.type, "whole")) return problem;
  return errorDetail(problem.code, problem.pointer ?? "", {
    ...problem.params,
    expected_fr: `${notation.fr}, par exemple ${notation.like("fr")}`,
    expected_en: `${notation.en}, such as ${notation.like("en")}`,
  });
}
