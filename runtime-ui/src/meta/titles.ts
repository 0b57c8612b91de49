import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { type LocalizedText, localize } from "../../../engine/kernel/index.ts";
import { TITLE } from "../api/documents.ts";
import type { TextContext } from "../format/field-text.ts";
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

/** What a person calls a document: its title, computed by the server as everywhere else; without one, what kind of thing it is. */
export function documentTitle({ meta, language }: TextContext, doctypeId: string, document: Record_): string {
  const given = document[TITLE];
  return typeof given === "string" && given ? given : localize(meta.doctypes[doctypeId]?.label ?? NO_LABEL, language);
}

const NO_LABEL: LocalizedText = { fr: "Document", en: "Document" };
