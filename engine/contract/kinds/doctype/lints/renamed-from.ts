import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A former id is no longer in use, and only one field or doctype took its place. */
export const renamedFrom: Lint<Doctype> = {
  id: "renamed-from",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const { renamed_from: former } = artefact;
    const own =
      former !== undefined && model.get("doctype", former)
        ? [problem(file, ["renamed_from"], "METADATA_RENAMED_FROM", { former })]
        : [];
    const fields = Object.entries(artefact.fields).flatMap(([id, field]) =>
      field.renamed_from !== undefined && Object.hasOwn(artefact.fields, field.renamed_from)
        ? [problem(file, ["fields", id, "renamed_from"], "METADATA_RENAMED_FROM", { former: field.renamed_from })]
        : [],
    );
    return [...own, ...fields];
  },
};
