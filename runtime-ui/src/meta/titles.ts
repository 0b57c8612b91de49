import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { valueAt } from "../format/field-text.ts";
import { resolveColumn } from "./columns.ts";

type Record_ = Readonly<Record<string, unknown>>;

const CANDIDATES = ["number", "code", "name", "title", "label"];

/** Own fields the title expression names, in its order; a doctype without title is known by its number, code or name. */
export function titleFields(meta: MetaAnswer, doctypeId: string): readonly string[] {
  const doctype = meta.doctypes[doctypeId];
  if (!doctype) return [];
  const source = (doctype.title ?? "").replace(/"[^"]*"|'[^']*'/g, " ");
  const named = [...source.matchAll(/[a-z_][a-z0-9_.]*/g)].map((match) => match[0]);
  const paths = (named.length > 0 ? named : CANDIDATES).filter((path) => resolveColumn(meta, doctypeId, path));
  return [...new Set(paths)];
}

/** What a list request asks so that a document can be named. */
export const TITLE = "$title";

/** What a person calls a document: its computed title, else the fields of its title side by side. */
export function documentTitle(meta: MetaAnswer, doctypeId: string, document: Record_): string {
  const given = document[TITLE];
  if (typeof given === "string" && given) return given;
  const parts = titleFields(meta, doctypeId)
    .map((path) => valueAt(document, path))
    .filter((value) => (typeof value === "string" || typeof value === "number") && value !== "");
  return parts.length > 0 ? parts.join(" · ") : (meta.doctypes[doctypeId]?.label.fr ?? doctypeId);
}
