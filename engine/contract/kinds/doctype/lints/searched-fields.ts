import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype, FieldType } from "../../../types/index.ts";

const TEXTS: ReadonlySet<FieldType> = new Set([
  "text",
  "long_text",
  "rich_text",
  "markdown",
  "email",
  "phone",
  "url",
  "barcode",
  "tags",
]);

/** The search looks into texts. */
export const searchedFields: Lint<Doctype> = {
  id: "searched-fields",
  phase: "structure",
  check: ({ artefact, file }) =>
    (artefact.search ?? []).flatMap((id, index) => {
      const isText = id === "number" || TEXTS.has(artefact.fields[id]?.type ?? "text");
      return isText ? [] : [problem(file, ["search", index], "METADATA_NOT_SEARCHABLE", { field: id })];
    }),
};
