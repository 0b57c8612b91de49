import { type Lint, type LintContext, problem } from "../../../lints/lint.ts";
import type { Filed } from "../../../metadata/metadata-model.ts";
import { slotKey } from "../../../slots/expression-slot.ts";
import type { Doctype } from "../../../types/index.ts";

/** A stored value cannot follow one that is only computed when read: it would go stale. */
export const formulaReadsComputed: Lint<Doctype> = {
  id: "formula-reads-computed",
  phase: "meaning",
  check: (filed, context) => staleFormulas(filed, context),
};

function staleFormulas({ artefact, file }: Filed<Doctype>, { expressions }: LintContext) {
  return Object.keys(artefact.fields).flatMap((id) =>
    (["default", "formula"] as const).flatMap((property) => {
      const path = ["fields", id, property];
      const read = expressions.get(slotKey(file, path))?.paths ?? [];
      const own = read.map(([first, second]) => (first === "doc" ? second : first) ?? "");
      const computed = own.find((name) => artefact.fields[name]?.type === "computed");
      return computed === undefined
        ? []
        : [problem(file, path, "METADATA_FORMULA_READS_COMPUTED", { field: id, computed })];
    }),
  );
}
