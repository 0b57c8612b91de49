import type { Connection } from "../../database/index.ts";
import { compileLinkPathsQuery } from "../../database/query/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { JsonValue, Members } from "../types.ts";
import { fieldIndex } from "../values/field-index.ts";
import { SINGLE_ID } from "../values/system-fields.ts";
import type { LinkPlan } from "./link-plan.ts";
import { addRowStates, NO_ROW_STATES, type RecordMemory, type RowStates } from "./record-memory.ts";

export type LinkedRecord = Readonly<Record<string, unknown>> & { readonly id: string };
export type RecordsById = ReadonlyMap<string, LinkedRecord>;

/** Linked documents as far as they were read. An id that was asked for and is absent does not exist. */
export interface LinkedRecords {
  readonly byDoctype: ReadonlyMap<string, RecordsById>;
  /** Every id asked for so far, by doctype. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly singles: ReadonlyMap<string, LinkedRecord | null>;
  /** Rows behind what was read or remembered for a write: it must find them unchanged. Empty inside a transaction. */
  readonly rowStates: RowStates;
}

export const noRecords: LinkedRecords = {
  byDoctype: new Map(),
  asked: new Map(),
  singles: new Map(),
  rowStates: NO_ROW_STATES,
};

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

type Paths = readonly (readonly string[])[];

/** Documents of one kind that are to be at hand. */
interface Wanted {
  readonly doctype: string;
  readonly paths: Paths;
  readonly ids: readonly string[];
}

/**
 * Reads the given linked documents and, the first time, the single doctypes of the plan: at most one statement, whatever
 * the number of links and lines; none where all of them are remembered.
 */
export async function loadLinkedRecords(
  connection: Connection,
  registry: Registry,
  plan: LinkPlan,
  ids: LinkIds,
  known: LinkedRecords = noRecords,
  memory: RecordMemory | null = null,
): Promise<LinkedRecords> {
  const links = [...ids].map(([doctype, set]) => ({ doctype, paths: pathsOf(plan, doctype), ids: [...set] }));
  const singles =
    known.singles.size > 0 ? [] : [...plan.singles].map(([doctype, paths]) => ({ doctype, paths, ids: [SINGLE_ID] }));
  const wanted = [...links, ...singles];
  const found = wanted.map(() => new Map<string, LinkedRecord>());
  const states = new Map([...known.rowStates].map(([table, rows]) => [table, new Map(rows)]));
  const missing = memory ? takeRemembered(memory, wanted, found, states) : wanted;
  const read = await readRecords(connection, registry, missing, memory !== null);
  for (const { index, record } of read) {
    found[index]!.set(record.id, record);
    if (memory) addRowStates(states, memory.keep(wanted[index]!.doctype, wanted[index]!.paths, record));
  }
  const byDoctype = new Map(known.byDoctype);
  links.forEach(({ doctype }, index) => {
    byDoctype.set(doctype, new Map([...(byDoctype.get(doctype) ?? []), ...found[index]!]));
  });
  const settings = singles.map(
    ({ doctype }, index) => [doctype, found[links.length + index]!.get(SINGLE_ID) ?? null] as const,
  );
  return {
    byDoctype,
    asked: askedToo(known, ids),
    singles: new Map([...known.singles, ...settings]),
    rowStates: states,
  };
}

interface ReadRecord {
  /** Which of the wanted it belongs to. */
  readonly index: number;
  readonly record: LinkedRecord;
}

async function readRecords(
  connection: Connection,
  registry: Registry,
  wanted: readonly Wanted[],
  withStates: boolean,
): Promise<readonly ReadRecord[]> {
  const asked = wanted.map((want, index) => ({ ...want, index })).filter(({ ids }) => ids.length > 0);
  if (asked.length === 0) return [];
  const text = await connection.queryText(compileLinkPathsQuery(registry, asked, withStates));
  const answers = JSON.parse(text ?? "[]") as Readonly<Record<string, LinkedRecord>>[];
  return asked.flatMap(({ index }, at) => Object.values(answers[at] ?? {}).map((record) => ({ index, record })));
}

const NO_PATHS: Paths = [];
const pathsOf = (plan: LinkPlan, doctype: string): Paths => plan.targets.get(doctype) ?? NO_PATHS;

/** Takes what is remembered; the rest is still to be read. */
function takeRemembered(
  memory: RecordMemory,
  wanted: readonly Wanted[],
  found: readonly Map<string, LinkedRecord>[],
  states: Map<string, Map<string, string>>,
): readonly Wanted[] {
  return wanted.map(({ doctype, paths, ids }, index) => {
    const missing = ids.filter((id) => {
      const remembered = memory.recall(doctype, paths, id);
      if (!remembered) return true;
      found[index]!.set(id, remembered.record);
      addRowStates(states, remembered);
      return false;
    });
    return { doctype, paths, ids: missing };
  });
}
function askedToo(known: LinkedRecords, ids: LinkIds): Map<string, ReadonlySet<string>> {
  const asked = new Map(known.asked);
  for (const [doctype, more] of ids) asked.set(doctype, new Set([...(asked.get(doctype) ?? []), ...more]));
  return asked;
}
