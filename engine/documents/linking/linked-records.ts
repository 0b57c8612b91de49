import type { Connection } from "../../database/index.ts";
import { compileLinkPathsQuery, type LinkRequest } from "../../database/query/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { JsonValue, Members } from "../types.ts";
import { fieldIndex } from "../values/field-index.ts";
import { SINGLE_ID } from "../values/system-fields.ts";
import type { LinkPlan } from "./link-plan.ts";

export type LinkedRecord = Readonly<Record<string, unknown>> & { readonly id: string };
export type RecordsById = ReadonlyMap<string, LinkedRecord>;

/** Linked documents as far as they were read. An id that was asked for and is absent does not exist. */
export interface LinkedRecords {
  readonly byDoctype: ReadonlyMap<string, RecordsById>;
  /** Every id asked for so far, by doctype. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly singles: ReadonlyMap<string, LinkedRecord | null>;
}

export const noRecords: LinkedRecords = { byDoctype: new Map(), asked: new Map(), singles: new Map() };

export const linkedRecord = (records: LinkedRecords, doctype: string, id: string): LinkedRecord | undefined =>
  records.byDoctype.get(doctype)?.get(id);

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
      if (target) ids.set(target.doctype, (ids.get(target.doctype) ?? new Set()).add(target.id));
    }
  };
  const { scalars, tables } = fieldIndex(doctype);
  for (const document of documents) {
    collect(scalars, document);
    for (const { id, child } of tables) {
      for (const row of (document[id] ?? []) as readonly Members[]) collect(fieldIndex(child).scalars, row);
    }
  }
  return ids;
}

/** The records with others that came to hand. */
export function withRecords(records: LinkedRecords, more: ReadonlyMap<string, RecordsById>): LinkedRecords {
  if (more.size === 0) return records;
  const byDoctype = new Map(records.byDoctype);
  for (const [doctype, found] of more) byDoctype.set(doctype, new Map([...found, ...(byDoctype.get(doctype) ?? [])]));
  const ids = [...more].map(([doctype, found]) => [doctype, new Set(found.keys())] as const);
  return { ...records, byDoctype, asked: askedToo(records, new Map(ids)) };
}

/** Ids that were not asked for yet. */
export function missingIds(records: LinkedRecords, wanted: LinkIds): LinkIds {
  const missing = new Map<string, ReadonlySet<string>>();
  for (const [doctype, ids] of wanted) {
    const fresh = [...ids].filter((id) => !records.asked.get(doctype)?.has(id));
    if (fresh.length > 0) missing.set(doctype, new Set(fresh));
  }
  return missing;
}

/**
 * Reads the given linked documents and, the first time, the single doctypes of the plan: always one statement, whatever
 * the number of links and lines.
 */
export async function loadLinkedRecords(
  connection: Connection,
  registry: Registry,
  plan: LinkPlan,
  ids: LinkIds,
  known: LinkedRecords = noRecords,
): Promise<LinkedRecords> {
  const singles = known.singles.size > 0 ? [] : [...plan.singles];
  const targets = new Map([...plan.targets, ...[...ids.keys()].filter((id) => !plan.targets.has(id)).map(bare)]);
  const requests: LinkRequest[] = [
    ...[...targets].map(([doctype, paths]) => ({ doctype, paths, ids: [...(ids.get(doctype) ?? [])] })),
    ...singles.map(([doctype, paths]) => ({ doctype, paths, ids: [SINGLE_ID] })),
  ];
  if (requests.every((request) => request.ids.length === 0)) return known;
  const text = await connection.queryText(compileLinkPathsQuery(registry, requests));
  const answers = JSON.parse(text ?? "[]") as Readonly<Record<string, LinkedRecord>>[];
  return {
    byDoctype: merged(known, [...targets.keys()], answers),
    asked: askedToo(known, ids),
    singles: new Map([
      ...known.singles,
      ...singles.map(([doctype], index) => [doctype, answers[targets.size + index]?.[SINGLE_ID] ?? null] as const),
    ]),
  };
}

const bare = (doctype: string): [string, readonly (readonly string[])[]] => [doctype, []];

function merged(
  known: LinkedRecords,
  doctypes: readonly string[],
  answers: readonly Readonly<Record<string, LinkedRecord>>[],
): Map<string, RecordsById> {
  const all = new Map(known.byDoctype);
  doctypes.forEach((doctype, index) => {
    all.set(doctype, new Map([...(all.get(doctype) ?? []), ...Object.entries(answers[index] ?? {})]));
  });
  return all;
}

function askedToo(known: LinkedRecords, ids: LinkIds): Map<string, ReadonlySet<string>> {
  const asked = new Map(known.asked);
  for (const [doctype, more] of ids) asked.set(doctype, new Set([...(asked.get(doctype) ?? []), ...more]));
  return asked;
}
