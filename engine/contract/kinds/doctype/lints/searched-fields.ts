import { hasTrait } from "../../../fields/field-traits.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** The search looks into texts, and into one of each document for all who search: none of it is above the lowest level. */
export const searchedFields: Lint<Doctype> = {
  id: "searched-fields",
  phase: "structure",
  check: ({ artefact, file }) =>
    (artefact.search ?? []).flatMap((id, index) => {
      const isText = id === "number" || hasTrait(artefact.fields[id]?.type ?? "text", "search");
      if (isText && (artefact.fields[id]?.level ?? 0) > 0)
        return [problem(file, ["search", index], "METADATA_SEARCH_LEVEL", { field: id })];
      return isText ? [] : [problem(file, ["search", index], "METADATA_NOT_SEARCHABLE", { field: id })];
    }),
};
