import { callFindings } from "../../../calls/call-findings.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A table is filled by a function that only computes, in columns that have a formula for where it is not called. */
export const tableFill: Lint<Doctype> = {
  id: "table-fill",
  phase: "meaning",
  check: ({ artefact, file }, context) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      if (field.type !== "table" || !field.fill) return [];
      const path = ["fields", id, "fill"];
      const targets = context.model.get("doctype", field.of)?.fields ?? {};
      const typed = Object.keys(field.fill.columns).filter(
        (column) => targets[column] !== undefined && targets[column].formula === undefined,
      );
      return [
        ...callFindings({ file, path, doctype: artefact, targets }, field.fill, context),
        ...typed.map((column) => problem(file, [...path, "columns", column], "METADATA_FILL_FORMULA", { column })),
      ];
    }),
};
