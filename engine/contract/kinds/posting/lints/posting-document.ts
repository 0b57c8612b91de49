import { type Lint, problem } from "../../../lints/lint.ts";
import type { Posting } from "../../../types/index.ts";

/** Posting happens on submit, so its document is submittable; an entry repeats over a table. */
export const postingDocument: Lint<Posting> = {
  id: "posting-document",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const doctype = model.get("doctype", artefact.document);
    if (!doctype) return [];
    const document =
      doctype.lifecycle === "submittable"
        ? []
        : [problem(file, ["document"], "METADATA_POSTING_DOCUMENT", { doctype: doctype.id })];
    const tables = Object.entries(artefact.entries).flatMap(([id, { each }]) => {
      const field = each === undefined ? undefined : doctype.fields[each];
      return field && field.type !== "table"
        ? [problem(file, ["entries", id, "each"], "METADATA_NOT_A_TABLE", { field: each })]
        : [];
    });
    return [...document, ...tables];
  },
};
