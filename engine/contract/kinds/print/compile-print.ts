import type { MetadataAnalysis } from "../../analyze-metadata.ts";
import { collectPaths } from "../../compile/collect-paths.ts";
import { expressionAt } from "../../compile/compile-expression-at.ts";
import { doctypeOf, expressionReads } from "../../compile/expression-reads.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import type { Print } from "../../types/index.ts";
import { templateId } from "./print-references.ts";
import type { ResolvedPrint } from "./resolved-print.ts";

export function compilePrint({ artefact, file }: Filed<Print>, analysis: MetadataAnalysis): ResolvedPrint {
  const fileName = expressionAt(analysis, file, ["file_name"]);
  const doctype = doctypeOf(artefact.doctype, analysis);
  return {
    ...artefact,
    compiled: {
      template: templateId(artefact),
      fileName,
      ...collectPaths(expressionReads([fileName], { doctype }), analysis.model),
    },
  };
}
