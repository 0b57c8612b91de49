import type { ResolvedDoctype } from "../../registry/index.ts";
import { diffDocuments } from "../history/diff-documents.ts";
import type { Document } from "../types.ts";

/** Would saving change anything a person can see? */
export function isSameDocument(doctype: ResolvedDoctype, before: Document, after: Document): boolean {
  return diffDocuments(doctype, before, after).length === 0;
}
