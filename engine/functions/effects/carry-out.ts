import type { Documents, DocumentValues, RefusedRow, RequestContext } from "../../documents/index.ts";
import { fail, isPerfexError, newId } from "../../kernel/index.ts";
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
      await documents.update(ctx, doctype, String(id), await resolver.resolve(doctype, patch), options);
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
      const values: DocumentValues[] = [];
      for (const row of rows) values.push(await resolver.resolve(doctype, row));
      return work.documents.createMany(work.ctx, doctype, values, {
        submit,
        ids,
        onProgress: ({ done }) => tell(done),
      });
    },
  };
}

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
          refused.push({ index, code: error.code, message: error.text, error });
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
