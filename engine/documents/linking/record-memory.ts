import { fieldIndex, isStored, type LinkedRecord } from "../../calculation/index.ts";
import { ident, joinSql, type OrganizationRef, type Sql, sql } from "../../database/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { StaleDocument } from "../stored/stale-document.ts";
import type { Document } from "../types.ts";
import { RecentDocuments } from "./recent-documents.ts";

/** State of the rows something was read from: table → document id → `xmin`, which every write of the row changes. */
export type RowStates = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const NO_ROW_STATES: RowStates = new Map();

interface RowState {
  readonly table: string;
  readonly id: string;
  readonly xmin: string;
}

/** What is read of a document; the list of a plan, which is made once. */
type Paths = readonly (readonly string[])[];

interface Remembered {
  readonly record: LinkedRecord;
  readonly rows: readonly RowState[];
}

/** Linked documents read lately by the writes of one organization under one registry. */
export interface RecordMemory {
  /** What was read of a document along these paths, with the rows it came from. */
  recall(doctype: string, paths: Paths, id: string): Remembered | undefined;
  /** Keeps a record read with the state of its rows. Never from inside a transaction: what it reads may be undone. */
  keep(doctype: string, paths: Paths, record: LinkedRecord): Remembered;
  /** A document whole in the version its writer saw. */
  recallDocument(doctype: string, seen: { readonly id: string; readonly version: number }): Document | undefined;
  /** Whether what is remembered may be used; else all is read anew, and remembered. */
  readonly isTrusted: boolean;
  /** Something was taken from it. */
  readonly wasUsed: boolean;
}

export interface RecordMemories {
  of(organization: OrganizationRef, registry: Registry, isTrusted: boolean): RecordMemory;
  /** Documents opened or saved lately. */
  readonly recent: RecentDocuments;
  /** Something remembered is no longer so. */
  forget(organization: OrganizationRef): void;
}

/** Of all organizations together, at some kilobytes each. */
const RECORDS_MAX = 20_000;

/**
 * Settings, and documents that many others link to, are read by every write and change seldom. A write may take them from memory, because
 * its own statement looks whether every row they came from is still as it was (`rowsUnchanged`) and else writes nothing.
 * The same goes for what was read a moment before.
 */
export function createRecordMemories(): RecordMemories {
  /** By schema, the least recently used first. */
  const shelves = new Map<string, Shelf>();
  const recent = new RecentDocuments();

  function shelfOf({ schema }: OrganizationRef, registry: Registry): Shelf {
    const known = shelves.get(schema);
    const shelf = known?.registry === registry ? known : new Shelf(registry);
    shelves.delete(schema);
    shelves.set(schema, shelf);
    return shelf;
  }

  /** Before it grows: whoever was not heard of for longest is forgotten. */
  function makeRoom(): void {
    let size = 0;
    for (const shelf of shelves.values()) size += shelf.size;
    for (const [schema, shelf] of shelves) {
      if (size < RECORDS_MAX) return;
      shelves.delete(schema);
      size -= shelf.size;
    }
  }

  return {
    of(organization, registry, isTrusted) {
      const shelf = shelfOf(organization, registry);
      const recall: OpenMemory["recallDocument"] = (doctype, seen) =>
        recent.recall(organization, registry, doctype, seen);
      return new OpenMemory(shelf, isTrusted, makeRoom, recall);
    },
    recent,
    forget: ({ schema }) => void shelves.delete(schema),
  };
}

/** Records of one organization by doctype and by the paths they were read along: two plans may read different parts of one. */
class Shelf {
  readonly registry: Registry;
  readonly #records = new Map<string, Map<Paths, Map<string, Remembered>>>();
  #size = 0;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  get size(): number {
    return this.#size;
  }

  get(doctype: string, paths: Paths, id: string): Remembered | undefined {
    return this.#records.get(doctype)?.get(paths)?.get(id);
  }

  set(doctype: string, paths: Paths, remembered: Remembered): void {
    const byPaths = this.#records.get(doctype) ?? new Map<Paths, Map<string, Remembered>>();
    const byId = byPaths.get(paths) ?? new Map<string, Remembered>();
    const { size } = byId;
    this.#records.set(doctype, byPaths.set(paths, byId.set(remembered.record.id, remembered)));
    this.#size += byId.size - size;
  }
}

class OpenMemory implements RecordMemory {
  readonly isTrusted: boolean;
  readonly #shelf: Shelf;
  readonly #makeRoom: () => void;
  readonly #recallDocument: RecordMemory["recallDocument"];
  #wasUsed = false;

  constructor(shelf: Shelf, isTrusted: boolean, makeRoom: () => void, recallDocument: RecordMemory["recallDocument"]) {
    this.#shelf = shelf;
    this.isTrusted = isTrusted;
    this.#makeRoom = makeRoom;
    this.#recallDocument = recallDocument;
  }

  recallDocument: RecordMemory["recallDocument"] = (doctype, seen) => {
    const remembered = this.isTrusted ? this.#recallDocument(doctype, seen) : undefined;
    this.#wasUsed ||= remembered !== undefined;
    return remembered;
  };

  get wasUsed(): boolean {
    return this.#wasUsed;
  }

  recall(doctype: string, paths: Paths, id: string): Remembered | undefined {
    const remembered = this.isTrusted ? this.#shelf.get(doctype, paths, id) : undefined;
    this.#wasUsed ||= remembered !== undefined;
    return remembered;
  }

  keep(doctype: string, paths: Paths, record: LinkedRecord): Remembered {
    const { registry } = this.#shelf;
    const remembered = withRows(registry, doctype, record);
    if (!isStoredWhole(registry, doctype, paths)) return remembered;
    this.#makeRoom();
    this.#shelf.set(doctype, paths, remembered);
    return remembered;
  }
}

const STORED_WHOLE = new WeakMap<Paths, boolean>();

/** Does all that is read stand in rows of documents? What is computed when read (a balance) changes without any of them. */
function isStoredWhole(registry: Registry, doctype: string, paths: Paths): boolean {
  let isWhole = STORED_WHOLE.get(paths);
  if (isWhole === undefined) {
    isWhole = paths.every((path) => isStoredPath(registry, registry.doctype(doctype), path));
    STORED_WHOLE.set(paths, isWhole);
  }
  return isWhole;
}

function isStoredPath(registry: Registry, doctype: ResolvedDoctype, [name, ...rest]: readonly string[]): boolean {
  const field = name === undefined ? undefined : fieldIndex(doctype).byId.get(name);
  if (!field) return true;
  if (!isStored(field)) return false;
  if (field.type === "table") return isStoredPath(registry, field.child, rest);
  return field.type !== "link" || isStoredPath(registry, registry.doctype(field.to), rest);
}

/** A record that was read, with the rows it came from. */
export const withRows = (registry: Registry, doctype: string, record: LinkedRecord): Remembered => ({
  record,
  rows: rowsOf(registry, registry.doctype(doctype), record),
});

/** A document's own rows need no state of theirs: whoever saves one saves the document. */
function rowsOf(registry: Registry, doctype: ResolvedDoctype, record: LinkedRecord): RowState[] {
  const own = "xmin" in record ? [{ table: doctype.table, id: record.id, xmin: String(record["xmin"]) }] : [];
  const { byId } = fieldIndex(doctype);
  const below = Object.entries(record).flatMap(([name, value]) => {
    const field = byId.get(name);
    if (field?.type === "link" && isRecord(value)) return rowsOf(registry, registry.doctype(field.to), value);
    if (field?.type !== "table" || !Array.isArray(value)) return [];
    return value.filter(isRecord).flatMap((row) => rowsOf(registry, field.child, row));
  });
  return [...own, ...below];
}

const isRecord = (value: unknown): value is LinkedRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The states with those of a record's rows. */
export function addRowStates(states: Map<string, Map<string, string>>, { rows }: Remembered): void {
  for (const { table, id, xmin } of rows) {
    let ids = states.get(table);
    if (!ids) {
      ids = new Map();
      states.set(table, ids);
    }
    ids.set(id, xmin);
  }
}

/**
 * The states several documents were computed from, which are written together. Raises StaleDocument where one saw a row in
 * another state than the other: they cannot both be as it is now.
 */
export function joinRowStates(all: readonly RowStates[]): RowStates {
  const different = new Set(all);
  const [first = NO_ROW_STATES] = different;
  if (different.size < 2) return first;
  const joined = new Map<string, Map<string, string>>();
  for (const states of different) {
    for (const [table, ids] of states) {
      const known = joined.get(table) ?? new Map<string, string>();
      joined.set(table, known);
      for (const [id, xmin] of ids) {
        if ((known.get(id) ?? xmin) !== xmin) throw new StaleDocument(true);
        known.set(id, xmin);
      }
    }
  }
  return joined;
}

/** A condition: every row is still in the state it was read in. Its text does not depend on what was remembered and what read. */
export function rowsUnchanged(states: RowStates): Sql | null {
  if (states.size === 0) return null;
  const byTable = [...states].sort(([a], [b]) => (a < b ? -1 : 1));
  return joinSql(
    byTable.map(([table, ids]) => tableUnchanged(ident(table), [...ids])),
    " and ",
  );
}

/** The forms that cost least; a join with the rows expected costs more. */
function tableUnchanged(table: Sql, states: readonly (readonly [string, string])[]): Sql {
  const [first] = states;
  if (first && states.length === 1)
    return sql`(select _now.xmin from ${table} as _now where _now.id = ${first[0]}::uuid) = ${first[1]}::xid`;
  const byId = states.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const ids = byId.map(([id]) => id);
  return sql`(select string_agg(_now.xmin::text, ' ' order by _now.id) from ${table} as _now where _now.id = any(${ids}::uuid[]))
    = ${byId.map(([, xmin]) => xmin).join(" ")}`;
}
