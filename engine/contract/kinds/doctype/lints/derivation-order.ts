import { type Lint, problem } from "../../../lints/lint.ts";
import { slotKey } from "../../../slots/expression-slot.ts";
import type { Doctype } from "../../../types/index.ts";

/** A derived column reads columns that are set before it. */
export const derivationOrder: Lint<Doctype> = {
  id: "derivation-order",
  phase: "meaning",
  check: ({ artefact, file }, { expressions }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      if (field.type !== "table" || !field.derive) return [];
      const columns = Object.keys(field.derive.set);
      return columns.flatMap((column, index) => {
        const path = ["fields", id, "derive", "set", column];
        const reads = expressions.get(slotKey(file, path))?.rowPaths.map(([first]) => first ?? "") ?? [];
        const later = reads.find((name) => columns.indexOf(name) >= index);
        return later === undefined ? [] : [problem(file, path, "METADATA_DERIVATION_ORDER", { column, later })];
      });
    }),
};
