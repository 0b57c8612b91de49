import type { MetadataAnalysis } from "../../analyze-metadata.ts";
import { collectPaths } from "../../compile/collect-paths.ts";
import { expressionAt, expressionsAt } from "../../compile/compile-expression-at.ts";
import { doctypeOf, expressionReads, lineOrigin } from "../../compile/expression-reads.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import type { Conversion } from "../../types/index.ts";
import type { ResolvedConversion } from "./resolved-conversion.ts";

export function compileConversion(
  { artefact, file }: Filed<Conversion>,
  analysis: MetadataAnalysis,
): ResolvedConversion {
  const doctype = doctypeOf(artefact.from, analysis);
  const when = expressionAt(analysis, file, ["when"]);
  const set = expressionsAt(analysis, file, ["set"], Object.keys(artefact.set));
  const lines = artefact.lines
    ? {
        set: expressionsAt(analysis, file, ["lines", "set"], Object.keys(artefact.lines.set)),
        where: expressionAt(analysis, file, ["lines", "where"]),
      }
    : null;
  const paths = collectPaths(
    [
      ...expressionReads([when, ...Object.values(set)], { doctype }),
      ...expressionReads(
        [lines?.where ?? null, ...Object.values(lines?.set ?? {})],
        lineOrigin(doctype, artefact.lines?.from),
      ),
    ],
    analysis.model,
  );
  return { ...artefact, compiled: { when, set, lines, ...paths } };
}
