import type { MetadataAnalysis } from "../../analyze-metadata.ts";
import { callReads, compileCall } from "../../calls/compile-call.ts";
import { collectPaths } from "../../compile/collect-paths.ts";
import { expressionAt, expressionsAt, requiredExpressionAt } from "../../compile/compile-expression-at.ts";
import { doctypeOf, expressionReads, lineOrigin } from "../../compile/expression-reads.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import type { Posting } from "../../types/index.ts";
import type { ResolvedPosting } from "./resolved-posting.ts";

export function compilePosting({ artefact, file }: Filed<Posting>, analysis: MetadataAnalysis): ResolvedPosting {
  const doctype = doctypeOf(artefact.document, analysis);
  const date = requiredExpressionAt(analysis, file, ["date"]);
  const when = expressionAt(analysis, file, ["when"]);
  const entries = Object.entries(artefact.entries).map(([id, entry]) => ({
    id,
    each: entry.each ?? null,
    when: expressionAt(analysis, file, ["entries", id, "when"]),
    set: expressionsAt(analysis, file, ["entries", id, "set"], Object.keys(entry.set)),
    fill: entry.fill ? compileCall(file, ["entries", id, "fill"], entry.fill, analysis) : null,
  }));
  const paths = collectPaths(
    [
      ...expressionReads([date, when], { doctype }),
      ...entries.flatMap((entry) => [
        ...expressionReads([entry.when, ...Object.values(entry.set)], lineOrigin(doctype, entry.each)),
        ...callReads(entry.fill, doctype),
      ]),
    ],
    analysis.model,
  );
  return { ...artefact, compiled: { date, when, entries, ...paths } };
}
