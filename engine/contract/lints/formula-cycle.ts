import { computationOrder } from "../computations/computation-order.ts";
import { finding } from "../finding.ts";
import { toPointer } from "../pointer.ts";
import type { Lint } from "./lint.ts";

/** A formula or default that reads itself, directly or through others, has no value. */
export const formulaCycle: Lint = {
  id: "formula-cycle",
  phase: "meaning",
  check: ({ model, expressions }) =>
    model.all("doctype").flatMap(({ artefact, file }) => {
      if (artefact.kind === "child") return [];
      const { cycle } = computationOrder(file, artefact, { model, expressions });
      if (!cycle) return [];
      const [table = ""] = (cycle[0] ?? "").split(".");
      const params = { cycle: cycle.join(" → ") };
      return [finding("METADATA_FORMULA_CYCLE", toPointer(["fields", table]), params, { file: file.path })];
    }),
};
