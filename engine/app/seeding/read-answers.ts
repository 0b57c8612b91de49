import { fail, isIsoDate } from "../../kernel/index.ts";
import type { SeedQuestion } from "./seeds.ts";

const TEXT_MAX = 200;

const EXPECTED = {
  date: { fr: "une date (AAAA-MM-JJ)", en: "a date (YYYY-MM-DD)" },
  text: { fr: "un texte", en: "a text" },
} as const satisfies Record<SeedQuestion["type"], object>;

/** The answers given, and what is proposed for the others. Raises SEED_QUESTION_UNKNOWN, SEED_ANSWER_INVALID. */
export function readAnswers(
  questions: readonly SeedQuestion[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const known = new Map(questions.map((question) => [question.id, question]));
  const unknown = Object.keys(given).find((id) => !known.has(id));
  if (unknown !== undefined) fail("SEED_QUESTION_UNKNOWN", { question: unknown }, { pointer: `/${unknown}` });
  return Object.fromEntries(
    questions.flatMap((question) => {
      const answer = given[question.id] ?? question.proposed?.();
      return answer === undefined ? [] : [[question.id, readAnswer(question, answer)]];
    }),
  );
}

function readAnswer({ id, type, label }: SeedQuestion, answer: unknown): string {
  if (type === "date" ? isIsoDate(answer) : typeof answer === "string" && answer.length <= TEXT_MAX)
    return answer as string;
  const { fr, en } = EXPECTED[type];
  const params = { label_fr: label.fr, label_en: label.en, expected_fr: fr, expected_en: en };
  return fail("SEED_ANSWER_INVALID", params, { pointer: `/${id}` });
}
