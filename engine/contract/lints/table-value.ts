import { type Lint, problem } from "./lint.ts";

/** Rows are typed or derived; they have no default or formula as a whole. */
export const tableValue: Lint = {
  id: "table-value",
  phase: "structure",
  check: ({ model }) =>
    model
      .all("doctype")
      .flatMap(({ artefact, file }) =>
        Object.entries(artefact.fields).flatMap(([id, field]) =>
          (["default", "formula", "unique"] as const).flatMap((property) =>
            field.type === "table" && field[property] !== undefined
              ? [problem(file, ["fields", id, property], "METADATA_TABLE_VALUE", { field: id, property })]
              : [],
          ),
        ),
      ),
};
