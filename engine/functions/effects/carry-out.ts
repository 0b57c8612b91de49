import type { JsonValue, RefusedRow } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import type { DoneEffect, ProposedEffect, RefusedEffect } from "../types.ts";
import { createStep } from "./create-step.ts";
import { createEachStep } from "./each-step.ts";
import { createKeyResolver, type KeyResolver } from "./resolve-keys.ts";
import type { CarryingOut, Step, StepPart } from "./step.ts";

const IDS_MAX = 100;
const REFUSED_MAX = 1_000;

export interface CarriedOut {
  readonly done: readonly DoneEffect[];
  readonly refused: readonly RefusedEffect[];
  readonly refused_count: number;
}

/** Does one effect after the other through the documents. A later one may name documents of an earlier one by their keys. */
export async function carryOut(work: CarryingOut, effects: readonly ProposedEffect[]): Promise<CarriedOut> {
  const resolver = createKeyResolver(work.documents, work.ctx, effects);
  const steps = effects.map((effect) => stepOf(work, resolver, effect));
  const total = steps.reduce((sum, { rows }) => sum + rows.length, 0);
  const { checkpoint } = work;
  const reached = checkpoint?.reached ?? null;
  let carried = (reached?.state as CarriedOut | undefined) ?? nothing(steps);
  let before = 0;
  for (const [place, step] of steps.entries()) {
    const from = Math.max(0, (reached?.done ?? 0) - before);
    const start = before;
    const soFar = carried;
    before += step.rows.length;
    if (from >= step.rows.length) continue;
    const part = await step.run(from, {
      tell: (rows) => {
        assertGoingOn(work);
        work.onProgress(start + rows, total);
      },
      keep:
        checkpoint &&
        ((connection, kept) =>
          checkpoint.keep(connection, {
            done: start + kept.end,
            total,
            state: withPart(soFar, place, step, kept) as unknown as JsonValue,
          })),
    });
    const [first] = part.refused;
    if (first && work.isWhole) throw first.error;
    carried = withPart(soFar, place, step, part);
  }
  return carried;
}

const nothing = (steps: readonly Step[]): CarriedOut => ({
  done: steps.map(({ name }) => ({ effect: name, count: 0, ids: [] })),
  refused: [],
  refused_count: 0,
});

function withPart(before: CarriedOut, place: number, step: Step, { ids, refused }: StepPart): CarriedOut {
  const done = before.done.map((one, index) =>
    index === place ? { ...one, count: one.count + ids.length, ids: [...one.ids, ...ids].slice(0, IDS_MAX) } : one,
  );
  const told = refused.slice(0, REFUSED_MAX).map((row) => refusedEffect(step, row));
  return {
    done,
    refused: [...before.refused, ...told].slice(0, REFUSED_MAX),
    refused_count: before.refused_count + refused.length,
  };
}

const refusedEffect = (
  { name, key, rows }: Step,
  { index, code, message, pointer, error }: RefusedRow,
): RefusedEffect => ({
  effect: name,
  key: { [key]: rows[index]?.[key] ?? null },
  code,
  message,
  ...(pointer !== undefined && { pointer }),
  details: error.details.map(({ params: _, ...detail }) => detail),
});

function stepOf(work: CarryingOut, resolver: KeyResolver, effect: ProposedEffect): Step {
  if ("create" in effect) return createStep(work, resolver, effect);
  return createEachStep(work, resolver, effect);
}

function assertGoingOn({ signal }: CarryingOut): void {
  if (signal?.aborted) fail("JOB_INTERRUPTED");
}
