import { type Field, familyOf } from "../../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../../engine/http/api-types.ts";
import { type Filter, listDocuments } from "../../api/documents.ts";
import { documentTitle, TITLE, titleFields } from "../../meta/titles.ts";
import { foldText } from "../../shared/match-words.ts";

export interface ResolvedLink {
  readonly id: string;
  readonly title: string;
}

const CODES = ["code", "number", "name"];

const isText = (field: Field | undefined) => field !== undefined && familyOf(field) === "text";

/** Fields a person may paste a linked document by: those of its title, its code, number and name. */
function nameFields(meta: MetaAnswer, doctypeId: string): readonly string[] {
  const doctype = meta.doctypes[doctypeId];
  const own = CODES.filter((id) => (id === "number" ? doctype?.number : doctype?.fields[id]));
  const named = titleFields(meta, doctypeId).filter((path) => isText(doctype?.fields[path]));
  return [...new Set([...own, ...named])];
}

/** Finds the documents that pasted texts name: one request for all texts of a column. Ambiguous names stay unresolved. */
export async function resolvePastedLinks(
  meta: MetaAnswer,
  doctypeId: string,
  texts: readonly string[],
): Promise<ReadonlyMap<string, ResolvedLink>> {
  const wanted = [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
  const fields = nameFields(meta, doctypeId);
  if (wanted.length === 0 || fields.length === 0) return new Map();
  const filter: Filter = { or: fields.map((field) => ({ field, op: "in", value: wanted })) };
  const { items } = await listDocuments(doctypeId, { filter, fields: [...fields, TITLE], limit: 1000 });
  const found = new Map<string, ResolvedLink>();
  for (const text of wanted) {
    const folded = foldText(text);
    const matches = items.filter((item) => fields.some((field) => foldText(String(item[field] ?? "")) === folded));
    const [only] = matches;
    if (only && matches.length === 1) found.set(text, { id: only.id, title: documentTitle(meta, doctypeId, only) });
  }
  return found;
}
