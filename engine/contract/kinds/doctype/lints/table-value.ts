import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** Rows are typed or derived; they have no default or formula as a whole. */
export const tableValue: Lint<Doctype> = {
  id: "table-value",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) =>
      (["default", "formula", "unique"] as const).flatMap((property) =>
        field.type === "table" && field[property] !== undefined
          ? [problem(file, ["fields", id, property], "METADATA_TABLE_VALUE", { field: id, property })]
          : [],
      ),
    ),
};
