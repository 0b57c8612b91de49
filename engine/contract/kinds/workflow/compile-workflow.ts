import type { MetadataAnalysis } from "../../analyze-metadata.ts";
import { collectPaths } from "../../compile/collect-paths.ts";
import { requiredExpressionAt } from "../../compile/compile-expression-at.ts";
import { doctypeOf, expressionReads } from "../../compile/expression-reads.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import type { Workflow } from "../../types/index.ts";
import type { ResolvedWorkflow } from "./resolved-workflow.ts";

export function compileWorkflow({ artefact, file }: Filed<Workflow>, analysis: MetadataAnalysis): ResolvedWorkflow {
  const guarded = Object.keys(artefact.transitions).filter((id) => artefact.transitions[id]?.when !== undefined);
  const when = Object.fromEntries(
    guarded.map((id) => [id, requiredExpressionAt(analysis, file, ["transitions", id, "when"])]),
  );
  const existing = Object.keys(artefact.existing ?? {}).map((state) => {
    return { state, condition: requiredExpressionAt(analysis, file, ["existing", state]) };
  });
  const doctype = doctypeOf(artefact.doctype, analysis);
  return {
    ...artefact,
    compiled: { when, existing, ...collectPaths(expressionReads(Object.values(when), { doctype }), analysis.model) },
  };
}
