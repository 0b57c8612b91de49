import { expressionType } from "../../../fields/expression-type.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Conversion } from "../../../types/index.ts";

/** Rows go from table to table, and what remains of them is a number on both sides. */
export const conversionLines: Lint<Conversion> = {
  id: "conversion-lines",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const { lines } = artefact;
    if (!lines) return [];
    return (["from", "to"] as const).flatMap((side) => {
      const table = model.get("doctype", artefact[side])?.fields[lines[side]];
      if (!table) return [];
      if (table.type !== "table") {
        return [problem(file, ["lines", side], "METADATA_NOT_A_TABLE", { field: lines[side] })];
      }
      const quantity = model.get("doctype", table.of)?.fields[lines.quantity];
      return !quantity || expressionType(quantity)?.kind === "number"
        ? []
        : [problem(file, ["lines", "quantity"], "METADATA_CONVERSION_QUANTITY", { field: lines.quantity })];
    });
  },
};
