import type { FindAnswer } from "../../../../engine/http/api-types.ts";
import { findDocuments } from "../../api/documents.ts";

export interface PastedLinks {
  readonly found: ReadonlyMap<string, FindAnswer["found"][number]>;
  /** Texts that name no document, or several. */
  readonly refused: FindAnswer["refused"];
}

export const NO_LINKS: PastedLinks = { found: new Map(), refused: [] };

/** So many texts go with one request. */
const TEXTS_MAX = 1_000;

/** The documents that pasted texts name, as the server finds them for imports too: one request for the texts of a column. */
export async function resolvePastedLinks(doctype: string, texts: readonly string[]): Promise<PastedLinks> {
  const wanted = [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
  const parts = Array.from({ length: Math.ceil(wanted.length / TEXTS_MAX) }, (_, part) =>
    findDocuments(doctype, wanted.slice(part * TEXTS_MAX, (part + 1) * TEXTS_MAX)),
  );
  const answers = await Promise.all(parts);
  return {
    found: new Map(answers.flatMap(({ found }) => found.map((one) => [one.text, one] as const))),
    refused: answers.flatMap(({ refused }) => refused),
  };
}
