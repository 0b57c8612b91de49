import type { Documents, DocumentValues, RefusedRow, RequestContext } from "../../documents/index.ts";
import { fail, isPerfexError, newId, type PerfexError } from "../../kernel/index.ts";
import type { DoneEffect, ProposedEffect, RefusedEffect } from "../types.ts";
import { createKeyResolver, type KeyResolver } from "./resolve-keys.ts";

const IDS_MAX = 100;

export interface CarryingOut {
  readonly documents: Documents;
  readonly ctx: RequestContext;
  /** Does the first refusal end it all? */
  readonly isWhole: boolean;
  onProgress(done: number, total: number): void;
  readonly signal?: AbortSignal | undefined;
}

export interface CarriedOut {
  readonly done: readonly DoneEffect[];
  readonly refused: readonly RefusedEffect[];
}

/** One effect, with what is left of it to be told and to count. */
interface Step {
  readonly name: string;
  /** Field by which a row is known. */
  readonly key: string;
  readonly rows: readonly DocumentValues[];
  /** Ids by row, null where it was refused. */
  run(
    tell: (done: number) => void,
  ): Promise<{ readonly ids: readonly (string | null)[]; readonly refused: readonly RefusedRow[] }>;
}

/** Does one effect after the other through the documents. A later one may name documents of an earlier one by their keys. */
export async function carryOut(work: CarryingOut, effects: readonly ProposedEffect[]): Promise<CarriedOut> {
  const resolver = createKeyResolver(work.documents, work.ctx, effects);
  const steps = effects.map((effect) => stepOf(work, resolver, effect));
  const total = steps.reduce((sum, { rows }) => sum + rows.length, 0);
  const done: DoneEffect[] = [];
  const refused: RefusedEffect[] = [];
  let before = 0;
  for (const step of steps) {
    const { ids, refused: refusals } = await step.run((count) => {
      assertGoingOn(work);
      work.onProgress(before + count, total);
    });
    const [first] = refusals;
    if (first && work.isWhole) throw first.error;
    before += step.rows.length;
    const kept = ids.filter((id) => id !== null);
    done.push({ effect: step.name, count: kept.length, ids: kept.slice(0, IDS_MAX) });
    refused.push(
      ...refusals.map(({ index, ...one }) => ({
        ...one,
        effect: step.name,
        key: { [step.key]: step.rows[index]?.[step.key] ?? null },
      })),
    );
  }
  return { done, refused };
}

function stepOf(work: CarryingOut, resolver: KeyResolver, effect: ProposedEffect): Step {
  const { documents, ctx } = work;
  if ("create" in effect) return createStep(work, resolver, effect);
  if ("update" in effect) {
    const doctype = effect.update;
    return eachStep(work, "update", doctype, effect.rows, async ({ id, version, ...patch }) => {
      const options = typeof version === "number" ? { version } : {};
      const [resolved] = await resolver.resolve(doctype, [patch]);
      if (isPerfexError(resolved)) throw resolved;
      await documents.update(ctx, doctype, String(id), resolved ?? {}, options);
    });
  }
  const asRows = (ids: readonly string[]) => ids.map((id) => ({ id }));
  if ("submit" in effect)
    return eachStep(work, "submit", effect.submit, asRows(effect.ids), ({ id }) =>
      documents.submit(ctx, effect.submit, String(id)),
    );
  if ("cancel" in effect)
    return eachStep(work, "cancel", effect.cancel, asRows(effect.ids), ({ id }) =>
      documents.cancel(ctx, effect.cancel, String(id)),
    );
  return eachStep(work, "delete", effect.delete, asRows(effect.ids), ({ id }) =>
    documents.remove(ctx, effect.delete, String(id)),
  );
}

/** Many documents of one doctype, in few statements. */
function createStep(
  work: CarryingOut,
  resolver: KeyResolver,
  { create: doctype, rows, key, submit = false }: Extract<ProposedEffect, { create: string }>,
): Step {
  return {
    name: `create:${doctype}`,
    key: key ?? "id",
    rows,
    async run(tell) {
      assertGoingOn(work);
      const ids = rows.map(() => newId());
      rows.forEach((row, index) => {
        const value = key === undefined ? undefined : row[key];
        if (typeof value === "string") resolver.foretell(doctype, value, ids[index]!);
      });
      const resolved = await resolver.resolve(doctype, rows);
      const refused = resolved.flatMap((row, index) => (isPerfexError(row) ? [refusedRow(index, row)] : []));
      const kept = resolved.flatMap((row, index) => (isPerfexError(row) ? [] : [{ row, index }]));
      const made = await work.documents.createMany(
        work.ctx,
        doctype,
        kept.map(({ row }) => row),
        { submit, ids: kept.map(({ index }) => ids[index]!), onProgress: ({ done }) => tell(refused.length + done) },
      );
      return {
        ids: idsByRow(rows.length, kept, made.ids),
        refused: [...refused, ...made.refused.map((row) => ({ ...row, index: kept[row.index]!.index }))].sort(
          (a, b) => a.index - b.index,
        ),
      };
    },
  };
}

/** Ids of the rows that were tried, in the place of each row. */
function idsByRow(
  count: number,
  tried: readonly { readonly index: number }[],
  made: readonly (string | null)[],
): readonly (string | null)[] {
  const ids = new Map(tried.map(({ index }, place) => [index, made[place] ?? null]));
  return Array.from({ length: count }, (_, index) => ids.get(index) ?? null);
}

const refusedRow = (index: number, error: PerfexError): RefusedRow => ({
  index,
  code: error.code,
  message: error.text,
  ...(error.pointer !== undefined && { pointer: error.pointer }),
  error,
});

/** One document after the other. */
function eachStep(
  { isWhole }: CarryingOut,
  verb: string,
  doctype: string,
  rows: readonly DocumentValues[],
  act: (row: DocumentValues) => Promise<unknown>,
): Step {
  return {
    name: `${verb}:${doctype}`,
    key: "id",
    rows,
    async run(tell) {
      const ids: (string | null)[] = [];
      const refused: RefusedRow[] = [];
      for (const [index, row] of rows.entries()) {
        tell(index);
        try {
          await act(row);
          ids.push(String(row["id"]));
        } catch (error) {
          if (isWhole || !isPerfexError(error) || error.status >= 500) throw error;
          ids.push(null);
          refused.push(refusedRow(index, error));
        }
      }
      tell(rows.length);
      return { ids, refused };
    },
  };
}

function assertGoingOn({ signal }: CarryingOut): void {
  if (signal?.aborted) fail("JOB_INTERRUPTED");
}
