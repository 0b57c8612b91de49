import { collectLinkIds } from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import { isPerfexError, mustExist } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { newDocumentRequest } from "../lifecycle/create.ts";
import type { Engine } from "../lifecycle/engine.ts";
import { assertId } from "../lifecycle/load-stored.ts";
import { prepareWork, type StagesRequest } from "../lifecycle/run-stages.ts";
import { loadLinkedRecords } from "../linking/linked-records.ts";
import { writePlan } from "../linking/write-plan.ts";
import type { Origin } from "../stages/parse.ts";
import type { Work } from "../stages/work.ts";
import type { PostingPreview, RefusedRow, RequestContext } from "../types.ts";
import type { NewRow } from "./cut-chunks.ts";
import { asRefusal, refusedRow } from "./refusals.ts";

/** What every document of a call has in common. */
export interface Creating {
  readonly engine: Engine;
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly origin: Origin;
  readonly submit: boolean;
}

/** A document computed and checked, ready to be written. */
export interface ReadyDocument {
  readonly index: number;
  readonly request: StagesRequest;
  readonly work: Work;
  /** What it posts; null when that is found out as it is posted. */
  readonly postings: readonly PostingPreview[] | null;
}

export interface PlannedChunk {
  readonly ready: readonly ReadyDocument[];
  readonly refused: readonly RefusedRow[];
}

interface Step<T> {
  readonly index: number;
  readonly value: T;
}

/** Everything that comes before the first write, for each document on its own, with one read of what they link to. */
export async function planChunk(
  creating: Creating,
  connection: Connection,
  rows: readonly NewRow[],
): Promise<PlannedChunk> {
  const refused: RefusedRow[] = [];
  const parsed = await keepAccepted(
    refused,
    rows,
    ({ index }) => index,
    (row) => parseRow(creating, row),
  );
  const works = await prepareAll(creating, connection, parsed, refused);
  const ready = await planPostings(creating, connection, works, refused);
  return { ready, refused };
}

/** Carries out a step for each document in turn; one that refuses its document leaves the others alone. */
async function keepAccepted<T, R>(
  refused: RefusedRow[],
  items: readonly T[],
  indexOf: (item: T) => number,
  step: (item: T) => Promise<R>,
): Promise<Step<R>[]> {
  const accepted: Step<R>[] = [];
  for (const item of items) {
    const index = indexOf(item);
    try {
      accepted.push({ index, value: await step(item) });
    } catch (error) {
      refused.push(refusedRow(index, asRefusal(error)));
    }
  }
  return accepted;
}

async function parseRow(
  { engine, ctx, doctype, origin, submit }: Creating,
  { id, values }: NewRow,
): Promise<StagesRequest> {
  assertId(id);
  const given = { doctypeId: doctype.id, id, verb: "create", values, origin, submit, claim: null } as const;
  return newDocumentRequest(engine, ctx, doctype, given);
}

interface Prepared {
  readonly request: StagesRequest;
  readonly work: Work;
}

/** Documents found through computed links by one document are known to the next ones. */
async function prepareAll(
  { engine, ctx, doctype }: Creating,
  connection: Connection,
  parsed: readonly Step<StagesRequest>[],
  refused: RefusedRow[],
): Promise<readonly Step<Prepared>[]> {
  const ids = collectLinkIds(doctype, ...parsed.map(({ value }) => value.merged.document));
  let known = await loadLinkedRecords(connection, ctx.registry, writePlan(ctx, doctype), ids);
  return keepAccepted(
    refused,
    parsed,
    ({ index }) => index,
    async ({ value: request }) => {
      const work = await prepareWork(engine, connection, { ...request, known });
      known = work.links;
      return { request, work };
    },
  );
}

async function planPostings(
  { engine, ctx, doctype, submit }: Creating,
  connection: Connection,
  works: readonly Step<Prepared>[],
  refused: RefusedRow[],
): Promise<readonly ReadyDocument[]> {
  const { ledger } = engine.ports;
  if (!submit || !ledger.plan) return works.map(({ index, value }) => ({ index, ...value, postings: null }));
  const documents = works.map(({ value }) => value.work.document);
  const planned = await ledger.plan(ctx, connection, doctype.id, documents);
  return works.flatMap(({ index, value }, place) => {
    const postings = mustExist(planned[place], "planned postings");
    if (!isPerfexError(postings)) return [{ index, ...value, postings }];
    refused.push(refusedRow(index, asRefusal(postings)));
    return [];
  });
}
