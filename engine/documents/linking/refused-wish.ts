import type { ErrorCode } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { DocumentAnswer, DocumentWish } from "./find-documents.ts";

/** Longer texts are told by their beginning. */
const TOLD_MAX = 80;

export interface RefusedWish {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Why a text names no document, the same on every surface. */
export function refusedWish(
  registry: Registry,
  { doctype, text }: DocumentWish,
  answer: Extract<DocumentAnswer, string>,
): RefusedWish {
  const code = answer === "several" ? "IMPORT_LINK_AMBIGUOUS" : "IMPORT_LINK_NOT_FOUND";
  return { code, params: { value: text.slice(0, TOLD_MAX), doctype: registry.doctype(doctype).label } };
}
