import {
  askedToo,
  type LinkedDocuments,
  type LinkedRecord,
  type LinkIds,
  type LinkPlan,
  type RecordsById,
  SINGLE_ID,
} from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import { compileLinkPathsQuery } from "../../database/query/index.ts";
import type { Soon } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import { addRowStates, NO_ROW_STATES, type RecordMemory, type RowStates, withRows } from "./record-memory.ts";

/** Linked documents as far as they were read. */
export interface LinkedRecords extends LinkedDocuments {
  readonly singles: ReadonlyMap<string, LinkedRecord | null>;
  /** Rows behind what was read or remembered: a write must find them unchanged. */
  readonly rowStates: RowStates;
}

export const noRecords: LinkedRecords = {
  byDoctype: new Map(),
  asked: new Map(),
  singles: new Map(),
  rowStates: NO_ROW_STATES,
};

type Paths = readonly (readonly string[])[];

/** Documents of one kind that are to be at hand. */
interface Wanted {
  readonly doctype: string;
  readonly paths: Paths;
  readonly ids: readonly string[];
  /** Its place among all that is wanted. */
  readonly index: number;
}

/**
 * Reads the given linked documents and, the first time, the single doctypes of the plan: at most one statement, whatever
 * the number of links and lines; none where all of them are remembered.
 */
export function loadLinkedRecords(
  connection: Connection,
  registry: Registry,
  plan: LinkPlan,
  ids: LinkIds,
  known: LinkedRecords = noRecords,
  memory: RecordMemory | null = null,
): Soon<LinkedRecords> {
  const links = [...ids].map(([doctype, set], index) => ({
    doctype,
    paths: plan.targets.get(doctype) ?? NO_PATHS,
    ids: [...set],
    index,
  }));
  const isFirst = known.singles.size === 0;
  const singles = (isFirst ? [...plan.singles] : []).map(([doctype, paths], index) => ({
    doctype,
    paths,
    ids: [SINGLE_ID],
    index: links.length + index,
  }));
  const wanted = [...links, ...singles];
  const found = wanted.map(() => new Map<string, LinkedRecord>());
  const states = new Map([...known.rowStates].map(([table, rows]) => [table, new Map(rows)]));
  const missing = memory ? takeRemembered(memory, wanted, found, states) : wanted.filter((want) => want.ids.length > 0);
  const finish = (read: readonly ReadRecord[]): LinkedRecords => {
    for (const { index, record } of read) {
      found[index]!.set(record.id, record);
      const { doctype, paths } = wanted[index]!;
      addRowStates(states, memory ? memory.keep(doctype, paths, record) : withRows(registry, doctype, record));
    }
    const byDoctype = new Map(known.byDoctype);
    links.forEach(({ doctype, index }) => {
      byDoctype.set(doctype, joined(byDoctype.get(doctype), found[index]!));
    });
    const settings = singles.map(({ doctype, index }) => [doctype, found[index]!.get(SINGLE_ID) ?? null] as const);
    return {
      byDoctype,
      asked: askedToo(known.asked, ids),
      singles: new Map([...known.singles, ...settings]),
      rowStates: states,
    };
  };
  return missing.length === 0 ? finish([]) : readRecords(connection, registry, missing).then(finish);
}

const joined = (known: RecordsById | undefined, found: RecordsById): RecordsById =>
  known ? new Map([...known, ...found]) : found;

interface ReadRecord {
  /** Which of the wanted it belongs to. */
  readonly index: number;
  readonly record: LinkedRecord;
}

async function readRecords(
  connection: Connection,
  registry: Registry,
  wanted: readonly Wanted[],
): Promise<readonly ReadRecord[]> {
  const text = await connection.queryText(compileLinkPathsQuery(registry, wanted, true));
  const answers = JSON.parse(text ?? "[]") as Readonly<Record<string, LinkedRecord>>[];
  return wanted.flatMap(({ index }, at) => Object.values(answers[at] ?? {}).map((record) => ({ index, record })));
}

const NO_PATHS: Paths = [];

/** Takes what is remembered; the rest is still to be read. */
function takeRemembered(
  memory: RecordMemory,
  wanted: readonly Wanted[],
  found: readonly Map<string, LinkedRecord>[],
  states: Map<string, Map<string, string>>,
): readonly Wanted[] {
  return wanted.flatMap(({ doctype, paths, ids, index }) => {
    const missing = ids.filter((id) => {
      const remembered = memory.recall(doctype, paths, id);
      if (!remembered) return true;
      found[index]!.set(id, remembered.record);
      addRowStates(states, remembered);
      return false;
    });
    return missing.length > 0 ? [{ doctype, paths, ids: missing, index }] : [];
  });
}
