import { ident, joinSql, type OrganizationRef, type Sql, sql } from "../../database/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { fieldIndex } from "../values/field-index.ts";
import type { LinkedRecord } from "./linked-records.ts";

/** State of the rows something was read from: table → document id → `xmin`, which every write of the row changes. */
export type RowStates = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const NO_ROW_STATES: RowStates = new Map();

interface RowState {
  readonly table: string;
  readonly id: string;
  readonly xmin: string;
}

interface Remembered {
  readonly record: LinkedRecord;
  readonly rows: readonly RowState[];
}

/** Linked documents read lately by the writes of one organization under one registry. */
export interface RecordMemory {
  /** What was read of a document along these paths, with the rows it came from. */
  recall(doctype: string, paths: readonly (readonly string[])[], id: string): Remembered | undefined;
  /** Keeps a record read with the state of its rows. Never from inside a transaction: what it reads may be undone. */
  keep(doctype: string, paths: readonly (readonly string[])[], record: LinkedRecord): Remembered;
  /** Whether what is remembered may be used; else all is read anew, and remembered. */
  readonly isTrusted: boolean;
  /** Something was taken from it. */
  readonly wasUsed: boolean;
}

export interface RecordMemories {
  of(organization: OrganizationRef, registry: Registry, isTrusted: boolean): RecordMemory;
  /** Something remembered is no longer so. */
  forget(organization: OrganizationRef, registry: Registry): void;
}

const RECORDS_MAX = 10_000;

/**
 * Items, accounts, taxes and settings are read by every write and change seldom. A write may take them from memory, because
 * its own statement looks whether every row they came from is still as it was (`rowsUnchanged`) and else writes nothing.
 * The same goes for what was read a moment before.
 */
export function createRecordMemories(): RecordMemories {
  const byRegistry = new WeakMap<Registry, Map<string, Map<string, Remembered>>>();
  return {
    of(organization, registry, isTrusted) {
      const bySchema = byRegistry.get(registry) ?? new Map<string, Map<string, Remembered>>();
      byRegistry.set(registry, bySchema);
      const records = bySchema.get(organization.schema) ?? new Map<string, Remembered>();
      bySchema.set(organization.schema, records);
      let wasUsed = false;
      return {
        isTrusted,
        get wasUsed() {
          return wasUsed;
        },
        recall(doctype, paths, id) {
          const remembered = records.get(keyOf(doctype, paths, id));
          wasUsed ||= remembered !== undefined;
          return remembered;
        },
        keep(doctype, paths, record) {
          const remembered = { record, rows: rowsOf(registry, registry.doctype(doctype), record) };
          const key = keyOf(doctype, paths, record.id);
          records.delete(key);
          records.set(key, remembered);
          if (records.size > RECORDS_MAX) records.delete(records.keys().next().value!);
          return remembered;
        },
      };
    },
    forget: (organization, registry) => void byRegistry.get(registry)?.delete(organization.schema),
  };
}

const PATH_KEYS = new WeakMap<readonly (readonly string[])[], string>();

/** Two plans may read different parts of the same document. */
function keyOf(doctype: string, paths: readonly (readonly string[])[], id: string): string {
  let key = PATH_KEYS.get(paths);
  if (key === undefined) {
    key = paths.map((path) => path.join(".")).join(" ");
    PATH_KEYS.set(paths, key);
  }
  return `${doctype} ${id} ${key}`;
}

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

/** A condition: every row is still in the state it was read in. */
export function rowsUnchanged(states: RowStates): Sql | null {
  if (states.size === 0) return null;
  return joinSql(
    [...states].map(([table, ids]) => tableUnchanged(ident(table), [...ids])),
    " and ",
  );
}

/** The forms that cost least: measured, a join with the rows expected takes five times as long. */
function tableUnchanged(table: Sql, states: readonly (readonly [string, string])[]): Sql {
  const [first] = states;
  if (first && states.length === 1)
    return sql`(select now.xmin from ${table} as now where now.id = ${first[0]}::uuid) = ${first[1]}::xid`;
  const byId = states.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const ids = byId.map(([id]) => id);
  return sql`(select string_agg(now.xmin::text, ' ' order by now.id) from ${table} as now where now.id = any(${ids}::uuid[]))
    = ${byId.map(([, xmin]) => xmin).join(" ")}`;
}
