import type { Connection } from "../../database/index.ts";
import type { Engine } from "../lifecycle/engine.ts";
import { assertId } from "../lifecycle/load-stored.ts";
import { executePlan } from "../pipeline/execute-plan.ts";
import { planWrite, runChecks } from "../pipeline/run-checks.ts";
import { asRefusal, type Refused, type Run } from "../pipeline/stage.ts";
import type { Work } from "../pipeline/work.ts";
import type { WriteRequest } from "../pipeline/write-request.ts";
import type { NewRow } from "./cut-chunks.ts";

/** What every document of a call has in common. */
export interface Creating {
  readonly engine: Engine;
  readonly request: WriteRequest;
}

/** A chunk with everything before the first write done. */
export interface CheckedChunk {
  readonly run: Run;
  readonly works: readonly Work[];
}

export async function checkChunk(
  { engine, request }: Creating,
  connection: Connection,
  rows: readonly NewRow[],
): Promise<CheckedChunk> {
  const run: Run = { engine, request, connection, memory: null, isLocking: false, refused: [] };
  const named = rows.filter(({ index, id }) => {
    try {
      assertId(id);
      return true;
    } catch (error) {
      run.refused.push({ index, error: asRefusal(error) });
      return false;
    }
  });
  const works = await runChecks(
    run,
    named.map(({ index, id, values }) => ({ index, id, input: values })),
  );
  return { run, works };
}

/**
 * Writes the documents in one transaction. When something is refused only now (a value that is taken, a balance too low),
 * each half is tried by itself, down to single documents: exactly the guilty ones are refused.
 */
export async function writeChunk({ run, works }: CheckedChunk): Promise<readonly Refused[]> {
  const [first] = works;
  if (!first) return [];
  const { ctx, doctype } = run.request;
  const plan = planWrite(run, works);
  try {
    const reach = run.engine.reacher(doctype.id);
    await ctx.db.transaction(ctx.organization, (tx) => executePlan(tx, plan, reach));
    return [];
  } catch (error) {
    const refusal = asRefusal(error);
    if (works.length === 1) return [{ index: first.index, error: refusal }];
    const middle = Math.ceil(works.length / 2);
    return [
      ...(await writeChunk({ run, works: works.slice(0, middle) })),
      ...(await writeChunk({ run, works: works.slice(middle) })),
    ];
  }
}
