import type { ResolvedDoctype, ResolvedField } from "../../contract/index.ts";
import type { JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";

export type LinkedRecord = Readonly<Record<string, unknown>> & { readonly id: string };
export type RecordsById = ReadonlyMap<string, LinkedRecord>;

/** Linked documents as far as they are at hand. An id that was asked for and is absent cannot be read. */
export interface LinkedDocuments {
  readonly byDoctype: ReadonlyMap<string, RecordsById>;
  /** Every id asked for so far, by doctype. */
  readonly asked: LinkIds;
  /** A bare id stands for one that cannot be read. */
  readonly singles: ReadonlyMap<string, LinkedRecord | string | null>;
}

export const linkedRecord = (links: LinkedDocuments, doctype: string, id: string): LinkedRecord | undefined =>
  links.byDoctype.get(doctype)?.get(id);

/** Ids of all linked documents, by doctype. */
export type LinkIds = ReadonlyMap<string, ReadonlySet<string>>;

/** What one link value points to. */
export interface LinkTarget {
  readonly doctype: string;
  readonly id: string;
}

export function linkTarget(field: ResolvedField, value: JsonValue | undefined): LinkTarget | null {
  if (value === null || value === undefined) return null;
  if (field.type === "link" && typeof value === "string") return { doctype: field.to, id: value };
  if (field.type !== "dynamic_link") return null;
  const { type, id } = value as { readonly type: string; readonly id: string };
  return { doctype: type, id };
}

/** Of one document, or of several states of it. */
export function collectLinkIds(doctype: ResolvedDoctype, ...documents: readonly Members[]): LinkIds {
  const ids = new Map<string, Set<string>>();
  const collect = (fields: readonly ResolvedField[], values: Members) => {
    for (const field of fields) {
      const target = linkTarget(field, values[field.id]);
      if (!target) continue;
      const known = ids.get(target.doctype);
      if (known) known.add(target.id);
      else ids.set(target.doctype, new Set([target.id]));
    }
  };
  const { links, tables } = fieldIndex(doctype);
  for (const document of documents) {
    collect(links, document);
    for (const { id, child } of tables) {
      for (const row of (document[id] ?? []) as readonly Members[]) collect(fieldIndex(child).links, row);
    }
  }
  return ids;
}

/** The records with others that came to hand. */
export function withRecords<L extends LinkedDocuments>(links: L, more: ReadonlyMap<string, RecordsById>): L {
  if (more.size === 0) return links;
  const byDoctype = new Map(links.byDoctype);
  for (const [doctype, found] of more) byDoctype.set(doctype, new Map([...found, ...(byDoctype.get(doctype) ?? [])]));
  const ids = [...more].map(([doctype, found]) => [doctype, new Set(found.keys())] as const);
  return { ...links, byDoctype, asked: askedToo(links.asked, new Map(ids)) };
}

/** Ids that were not asked for yet. */
export function missingIds(links: LinkedDocuments, wanted: LinkIds): LinkIds {
  const missing = new Map<string, ReadonlySet<string>>();
  for (const [doctype, ids] of wanted) {
    const fresh = [...ids].filter((id) => !links.asked.get(doctype)?.has(id));
    if (fresh.length > 0) missing.set(doctype, new Set(fresh));
  }
  return missing;
}

/** Both sets of ids. */
export function askedToo(asked: LinkIds, ids: LinkIds): LinkIds {
  const all = new Map(asked);
  for (const [doctype, more] of ids) all.set(doctype, new Set([...(all.get(doctype) ?? []), ...more]));
  return all;
}
