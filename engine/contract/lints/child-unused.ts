import { type Lint, problem } from "./lint.ts";

/** A child doctype that no table uses has neither table nor screen. */
export const childUnused: Lint = {
  id: "child-unused",
  phase: "structure",
  check: ({ model }) =>
    model
      .all("doctype")
      .flatMap(({ artefact, file }) =>
        artefact.kind === "child" && model.usesOf(artefact.id).length === 0
          ? [problem(file, ["kind"], "METADATA_CHILD_UNUSED", { doctype: artefact.id })]
          : [],
      ),
};
