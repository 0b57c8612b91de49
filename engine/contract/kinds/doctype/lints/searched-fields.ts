import { hasTrait } from "../../../fields/field-traits.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** The search looks into texts. */
export const searchedFields: Lint<Doctype> = {
  id: "searched-fields",
  phase: "structure",
  check: ({ artefact, file }) =>
    (artefact.search ?? []).flatMap((id, index) => {
      const isText = id === "number" || hasTrait(artefact.fields[id]?.type ?? "text", "search");
      return isText ? [] : [problem(file, ["search", index], "METADATA_NOT_SEARCHABLE", { field: id })];
    }),
};
