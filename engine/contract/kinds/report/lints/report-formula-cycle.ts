import { type Lint, type LintContext, problem } from "../../../lints/lint.ts";
import type { Filed } from "../../../metadata/metadata-model.ts";
import { slotKey } from "../../../slots/expression-slot.ts";
import type { Report } from "../../../types/index.ts";

/** A measure's formula never reads itself, directly or through others. */
export const reportFormulaCycle: Lint<Report> = {
  id: "report-formula-cycle",
  phase: "meaning",
  check: (filed, context) => {
    const cycle = findCycle(filed, context);
    const path = ["measures", cycle?.[0] ?? "", "formula"];
    return cycle ? [problem(filed.file, path, "METADATA_FORMULA_CYCLE", { cycle: cycle.join(" → ") })] : [];
  },
};

function findCycle({ artefact, file }: Filed<Report>, { expressions }: LintContext) {
  const reads = (id: string) =>
    (expressions.get(slotKey(file, ["measures", id, "formula"]))?.paths ?? [])
      .map(([name]) => name ?? "")
      .filter((name) => Object.hasOwn(artefact.measures, name));
  const done = new Set<string>();
  const visit = (id: string, open: readonly string[]): readonly string[] | undefined => {
    if (open.includes(id)) return [...open.slice(open.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const read of reads(id)) {
      const cycle = visit(read, [...open, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of Object.keys(artefact.measures)) {
    const cycle = visit(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}
