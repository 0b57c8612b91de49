import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A formula always computes, so a default beside it would never count. */
export const defaultAndFormula: Lint<Doctype> = {
  id: "default-and-formula",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) =>
      field.default !== undefined && field.formula !== undefined
        ? [problem(file, ["fields", id, "default"], "METADATA_DEFAULT_AND_FORMULA", { field: id })]
        : [],
    ),
};
