import { computationOrder } from "../../../computations/computation-order.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A formula or default that reads itself, directly or through others, has no value. */
export const formulaCycle: Lint<Doctype> = {
  id: "formula-cycle",
  phase: "meaning",
  check: ({ artefact, file }, { model, expressions }) => {
    if (artefact.kind === "child") return [];
    const { cycle } = computationOrder(file, artefact, { model, expressions });
    if (!cycle) return [];
    const [field = ""] = (cycle[0] ?? "").split(".");
    return [problem(file, ["fields", field], "METADATA_FORMULA_CYCLE", { cycle: cycle.join(" → ") })];
  },
};
