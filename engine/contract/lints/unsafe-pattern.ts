import { isSafePattern } from "../expression/index.ts";
import { type Lint, problem } from "./lint.ts";

/** A pattern is valid and cannot be made to run for seconds by a hostile text. */
export const unsafePattern: Lint = {
  id: "unsafe-pattern",
  phase: "structure",
  check: ({ model }) =>
    model
      .all("doctype")
      .flatMap(({ artefact, file }) =>
        Object.entries(artefact.fields).flatMap(([id, field]) =>
          field.type !== "text" || field.pattern === undefined || isSafePattern(field.pattern)
            ? []
            : [problem(file, ["fields", id, "pattern"], "METADATA_PATTERN_UNSAFE", { pattern: field.pattern })],
        ),
      ),
};
