import { viewOf, type Work } from "../pipeline/work.ts";
import type { DocumentScope } from "../types.ts";

/** The document with everything its workflow's conditions may read. */
export function scopeOf(work: Work): DocumentScope {
  const { doctype, document, environments } = work;
  return { doctype, document, environment: environments({ document: viewOf(work) }) };
}
