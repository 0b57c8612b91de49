import { PATTERN_REASONS, patternProblem } from "../../../expression/index.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A pattern is valid and cannot be made to run for seconds by a hostile text. */
export const unsafePattern: Lint<Doctype> = {
  id: "unsafe-pattern",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      const wrong = field.type === "text" && field.pattern !== undefined ? patternProblem(field.pattern) : null;
      if (field.type !== "text" || wrong === null) return [];
      const { fr, en } = PATTERN_REASONS[wrong];
      const params = { pattern: field.pattern, reason_fr: fr, reason_en: en };
      return [problem(file, ["fields", id, "pattern"], "METADATA_PATTERN_UNSAFE", params)];
    }),
};
