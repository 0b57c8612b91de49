import { type Lint, problem } from "./lint.ts";

/** A formula always computes, so a default beside it would never count. */
export const defaultAndFormula: Lint = {
  id: "default-and-formula",
  phase: "structure",
  check: ({ model }) =>
    model
      .all("doctype")
      .flatMap(({ artefact, file }) =>
        Object.entries(artefact.fields).flatMap(([id, field]) =>
          field.default !== undefined && field.formula !== undefined
            ? [problem(file, ["fields", id, "default"], "METADATA_DEFAULT_AND_FORMULA", { field: id })]
            : [],
        ),
      ),
};
