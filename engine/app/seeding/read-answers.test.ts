import { describe, expect, test } from "@jest/globals";
import { readAnswers } from "./read-answers.ts";
import type { SeedQuestion } from "./seeds.ts";

const text = (what: string) => ({ fr: what, en: what });
const question = (id: string, rest: Partial<SeedQuestion>): SeedQuestion => {
  return { id, type: "text", label: text(id), help: text(id), isOnScreen: true, ...rest };
};
const QUESTIONS = [question("opens", { type: "date", proposed: () => "2026-01-01" }), question("shelves", {})];

describe("what is asked when an organization is made", () => {
  test("is what was answered, else what is proposed, else nothing", () => {
    expect(readAnswers(QUESTIONS, {})).toEqual({ opens: "2026-01-01" });
    expect(readAnswers(QUESTIONS, { opens: "2025-07-01", shelves: "9" })).toEqual({
      opens: "2025-07-01",
      shelves: "9",
    });
  });

  test("an answer to nothing that is asked, or of another type, is refused at its place", () => {
    const refused = (code: string, pointer: string) => expect.objectContaining({ code, pointer });
    expect(() => readAnswers(QUESTIONS, { closes: "2026" })).toThrow(refused("SEED_QUESTION_UNKNOWN", "/closes"));
    expect(() => readAnswers(QUESTIONS, { opens: "2026-13-45" })).toThrow(refused("SEED_ANSWER_INVALID", "/opens"));
    expect(() => readAnswers(QUESTIONS, { shelves: { id: 1 } })).toThrow(refused("SEED_ANSWER_INVALID", "/shelves"));
  });
});
