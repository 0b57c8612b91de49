import { SINGLE_ID } from "../../../../engine/calculation/index.ts";
import type { MetaAnswer } from "../../../../engine/http/api-types.ts";
import { getDocument, listDocuments, TITLE } from "../../api/documents.ts";
import { isApiProblem } from "../../api/problem.ts";

export type LinkedRecord = Readonly<Record<string, unknown>> & { readonly id: string };

const BATCH_MAX = 200;

/**
 * Linked documents a form's expressions read, loaded once each and in batches. Asking for one that is not there yet
 * queues it; `onLoaded` is called when more have come, so that the form can compute again.
 */
export interface LinkedRecords {
  /** The record; null when it cannot be read; undefined while it is on its way. */
  readonly get: (doctype: string, id: string) => LinkedRecord | null | undefined;
  readonly single: (doctype: string) => LinkedRecord | null | undefined;
  /** Reads again what is known of a doctype, or of all, after somebody changed it; until then the form goes on with what it has. */
  readonly refresh: (doctype: string | null) => void;
  readonly isLoading: () => boolean;
}

interface LinkedRecordsOptions {
  readonly meta: MetaAnswer;
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly onLoaded: () => void;
}

export function createLinkedRecords({ meta, needs, onLoaded }: LinkedRecordsOptions): LinkedRecords {
  const known = new Map<string, LinkedRecord | null>();
  const wanted = new Map<string, Set<string>>();
  let isScheduled = false;
  let running = 0;
  const keyOf = (doctype: string, id: string) => `${doctype}:${id}`;

  /** Refused, it cannot be read and the server computes instead. Unreachable, the form goes on with what it has until all is read again. */
  const lose = (key: string, error: unknown) => {
    const isRefused = isApiProblem(error) && [403, 404].includes(error.problem.status);
    if (isRefused || !known.has(key)) known.set(key, null);
  };

  const load = async (doctype: string, ids: readonly string[]) => {
    const fields = [...new Set([...(needs.get(doctype) ?? []), TITLE])];
    try {
      const filter = { field: "id", op: "in" as const, value: ids };
      const answer = await listDocuments(doctype, { filter, fields, limit: ids.length });
      for (const id of ids) known.set(keyOf(doctype, id), answer.items.find((item) => item.id === id) ?? null);
    } catch (error) {
      for (const id of ids) lose(keyOf(doctype, id), error);
    }
  };

  const loadSingle = async (doctype: string) => {
    const key = keyOf(doctype, SINGLE_ID);
    try {
      known.set(key, (await getDocument(doctype, SINGLE_ID)) as LinkedRecord);
    } catch (error) {
      lose(key, error);
    }
  };

  const flush = async () => {
    isScheduled = false;
    const batches = [...wanted].flatMap(([doctype, ids]) => {
      const all = [...ids];
      return Array.from({ length: Math.ceil(all.length / BATCH_MAX) }, (_, index) => ({
        doctype,
        ids: all.slice(index * BATCH_MAX, (index + 1) * BATCH_MAX),
      }));
    });
    wanted.clear();
    running += 1;
    await Promise.all(
      batches.map(({ doctype, ids }) =>
        ids[0] === SINGLE_ID && meta.doctypes[doctype]?.kind === "single" ? loadSingle(doctype) : load(doctype, ids),
      ),
    );
    running -= 1;
    onLoaded();
  };

  const ask = (doctype: string, id: string) => {
    const ids = wanted.get(doctype) ?? new Set();
    wanted.set(doctype, ids.add(id));
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => void flush());
  };

  const get = (doctype: string, id: string) => {
    const record = known.get(keyOf(doctype, id));
    if (record === undefined && !meta.doctypes[doctype]) return null;
    if (record === undefined) ask(doctype, id);
    return record;
  };

  return {
    get,
    single: (doctype) => get(doctype, SINGLE_ID),
    refresh: (changed) => {
      for (const key of known.keys()) {
        const [doctype = "", id = ""] = key.split(":");
        if (changed === null || changed === doctype) ask(doctype, id);
      }
    },
    isLoading: () => isScheduled || running > 0,
  };
}
