import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A child doctype that no table uses has neither table nor screen. */
export const childUnused: Lint<Doctype> = {
  id: "child-unused",
  phase: "structure",
  check: ({ artefact, file }, { model }) =>
    artefact.kind === "child" && model.usesOf(artefact.id).length === 0
      ? [problem(file, ["kind"], "METADATA_CHILD_UNUSED", { doctype: artefact.id })]
      : [],
};
