import { fail, newId } from "../../kernel/index.ts";
import { createRequest } from "../lifecycle/create.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { type Origin, originOf } from "../run/sent-values.ts";
import type { Refused } from "../run/stage.ts";
import type { WriteRequest } from "../run/write-request.ts";
import type { CreateManyOptions, CreateManyResult, DocumentValues, RefusedRow, RequestContext } from "../types.ts";
import { type Chunk, cutChunks } from "./cut-chunks.ts";
import { type Creating, checkChunk, type Outcome, writeChunk } from "./write-chunk.ts";

/**
 * Creates many documents of one doctype through the same stages as one, chunk by chunk: what they link to is read once,
 * and each chunk is one transaction of a few statements. Results and numbers are in the order of the rows. A document that
 * is refused leaves the others alone. Raises what concerns them all: ACCESS_DENIED, DOCTYPE_NOT_SUBMITTABLE.
 */
export async function createMany(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  values: readonly DocumentValues[],
  options: CreateManyOptions & { readonly origin?: Origin } = {},
): Promise<CreateManyResult> {
  const doctype = addressable(ctx.registry, doctypeId);
  if (doctype.kind === "single") fail("DOCTYPE_NOT_ADDRESSABLE", { doctype: doctypeId });
  const { submit = false, origin = originOf(ctx.principal), ids, onProgress, beforeCommit } = options;
  const request: WriteRequest = { ...createRequest(ctx, doctype, submit), origin };
  const rows = values.map((one, index) => ({ index, id: ids?.[index] ?? newId(), values: one }));
  const chunks = cutChunks(doctype, rows, ids !== undefined);
  let done = 0;
  const outcome: Outcome = { refused: [], beforeCommit: beforeCommit && telling(beforeCommit) };
  await writeChunks({ engine, request }, chunks, outcome, (count) => {
    done += count;
    onProgress?.({ done, total: rows.length });
  });
  const refused = outcome.refused.map(refusedRow).sort((a, b) => a.index - b.index);
  const isRefused = new Set(refused.map(({ index }) => index));
  return { ids: rows.map(({ index, id }) => (isRefused.has(index) ? null : id)), refused };
}

/** Rows are written in their order: what is refused behind the last one written is not told yet. */
function telling(beforeCommit: NonNullable<CreateManyOptions["beforeCommit"]>): Outcome["beforeCommit"] {
  return (tx, done, refused) => {
    const rows = refused.filter(({ index }) => index < done).map(refusedRow);
    return beforeCommit(tx, done, rows);
  };
}

/** While the database writes one chunk, the next one is computed, unless it builds on those before it. */
async function writeChunks(
  creating: Creating,
  chunks: readonly Chunk[],
  outcome: Outcome,
  afterChunk: (documents: number) => void,
): Promise<void> {
  const { ctx } = creating.request;
  let writing: Promise<void> = Promise.resolve();
  try {
    for (const { rows, isDependent } of chunks) {
      if (isDependent || ctx.db.isNested) await writing;
      const checked = await ctx.db.read(ctx.organization, (connection) => checkChunk(creating, connection, rows));
      await writing;
      writing = writeChunk(checked, outcome).then(() => afterChunk(rows.length));
      // A failure of the chunk being written is raised where it is awaited.
      writing.catch(() => undefined);
    }
    await writing;
  } finally {
    // Nothing is written any more once the call is over, however it ends.
    await writing.catch(() => undefined);
  }
}

function refusedRow({ index, error }: Refused): RefusedRow {
  const { code, text, pointer } = error;
  return { index, code, message: text, error, ...(pointer === undefined ? {} : { pointer }) };
}
