import { isSubmittable } from "../../calculation/index.ts";
import type { Action, SeriesNumber } from "../../contract/index.ts";
import type { Connection, Sql, Transaction } from "../../database/index.ts";
import { type ErrorDetail, isPerfexError, mustExist } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { claimConverted } from "../conversions/claim-converted.ts";
import { conversionsInto } from "../conversions/remaining.ts";
import { claimFiles, holdsFiles } from "../files/claim-files.ts";
import { historyRecord } from "../history/history-record.ts";
import { type Computed, computeDocument } from "../linking/compute-document.ts";
import type { LinkedRecords } from "../linking/linked-records.ts";
import type { RecordMemory } from "../linking/record-memory.ts";
import { requestEnvironment } from "../linking/request-environment.ts";
import { writePlan } from "../linking/write-plan.ts";
import { drawNumber } from "../numbering/draw-number.ts";
import { checkFieldLevels, checkRowAccess } from "../stages/check-access.ts";
import { checkFiles } from "../stages/check-files.ts";
import { checkLinks } from "../stages/check-links.ts";
import { checkRules } from "../stages/check-rules.ts";
import { checkSubmitLock } from "../stages/check-submit-lock.ts";
import { holdLinks, mustHold } from "../stages/hold-links.ts";
import type { Merged } from "../stages/merge-values.ts";
import { raiseProblems } from "../stages/raise-problems.ts";
import { type Verb, viewOf, type Work } from "../stages/work.ts";
import type { Document, RequestContext, WorkflowMove } from "../types.ts";
import { type OutboxRecord, outboxRecord } from "../writing/outbox-record.ts";
import { writeDocument } from "../writing/write-document.ts";
import type { Engine } from "./engine.ts";
import { isSameDocument } from "./is-same-document.ts";
import type { PreparedWrite, Written } from "./perform-write.ts";
import { StaleDocument } from "./stale-document.ts";

export interface StagesRequest {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly verb: Verb;
  readonly action: Action;
  readonly stored: Document | null;
  readonly merged: Merged;
  /** Linked documents read before, for many documents at once. */
  readonly known?: LinkedRecords;
  /** What parsing found wrong. */
  readonly problems?: readonly ErrorDetail[];
  readonly becomes?: "submitted";
  /** The workflow's part, given the computed document; null when it has none. */
  readonly resolveMove?: (work: Work) => WorkflowMove | null;
  /** What else belongs to the write. */
  readonly afterWrite?: (tx: Transaction, document: Document) => Promise<void>;
}

/**
 * Takes a document from what was sent to what can be written: everything is computed and checked before anything is
 * written, posted or numbered.
 */
export async function prepareStages(
  engine: Engine,
  connection: Connection,
  request: StagesRequest,
): Promise<PreparedWrite> {
  const work = await prepareWithMemory(engine, connection, request);
  const { stored } = work;
  if (isUnchanged(work) && stored) {
    return { finish: async () => stored, alone: async () => ({ document: stored, asRead: null }) };
  }
  return {
    finish: (tx) => finishStages(engine, tx, work, request),
    alone: isOneStatement(work, request) ? (writer, readBack) => write(engine, writer, work, request, readBack) : null,
  };
}

const isUnchanged = ({ stored, doctype, document }: Work): boolean =>
  stored !== null && isSameDocument(doctype, stored, document);

/**
 * Linked documents may come from memory where a write follows, which looks whether they are still the same. A refusal and a
 * document that stays as it is have no such proof: they are worked out again from what is read now.
 */
async function prepareWithMemory(engine: Engine, connection: Connection, request: StagesRequest): Promise<Work> {
  // What is read inside a transaction may be undone, and may have been written by it.
  if ("savepoint" in connection) return prepareWork(engine, connection, request);
  const { organization, registry } = request.ctx;
  const memory = engine.memories.of(organization, registry, true);
  try {
    const work = await prepareWork(engine, connection, request, memory);
    if (!memory.wasUsed || !isUnchanged(work)) return work;
  } catch (error) {
    if (!memory.wasUsed || !isPerfexError(error)) throw error;
  }
  return prepareWork(engine, connection, request, engine.memories.of(organization, registry, false));
}

/** Does nothing follow the statement that writes, and nothing have to be held before it? */
function isOneStatement(work: Work, { becomes, afterWrite }: StagesRequest): boolean {
  const { ctx, doctype } = work;
  if (becomes || afterWrite || isNumberDue(work, becomes) || holdsFiles(work) || mustHold(work)) return false;
  return !isLive(work) || conversionsInto(ctx.registry, doctype.id).length === 0;
}

async function finishStages(engine: Engine, tx: Transaction, work: Work, request: StagesRequest): Promise<Document> {
  const { ctx, doctype, document } = work;
  await holdLinks(tx, [work]);
  await write(engine, tx, work, request);
  await claimFiles(tx, work);
  await request.afterWrite?.(tx, document);
  await engine.reach("conversions", doctype.id);
  if (isLive(work)) await claimConverted(tx, work);
  if (request.becomes === "submitted") {
    await engine.reach("post", doctype.id);
    await engine.ports.ledger.post(ctx, tx, doctype.id, document);
  }
  const numbered = isNumberDue(work, request.becomes) ? await numberWork(engine, tx, work) : document;
  await engine.reach("commit", doctype.id);
  return numbered;
}

/** Header, lines, history and outbox; what is to be read back is sent right behind. */
async function write(
  engine: Engine,
  writer: Connection,
  work: Work,
  request: StagesRequest,
  readBack: Sql | null = null,
): Promise<Written> {
  const { doctype, document } = work;
  await engine.reach("write", doctype.id);
  const records = { history: historyRecord(work), outbox: outboxRecords(work, request), seal: engine.secrets.seal };
  const writing = writeDocument(writer, work, records);
  const reading = readBack && writer.queryText(readBack);
  const [isWritten, asRead] = await Promise.all([writing, reading]);
  if (!isWritten) throw new StaleDocument(work.links.rowStates.size > 0);
  return { document, asRead };
}

/** What others are told: a document created and submitted at once had both happen to it. */
export function outboxRecords({ ctx, doctype, document }: Work, request: StagesRequest): readonly OutboxRecord[] {
  return eventsOf(request).map((verb) => outboxRecord(ctx, doctype.id, verb, document.version));
}

const eventsOf = ({ verb, stored, becomes }: StagesRequest): readonly Verb[] =>
  becomes && stored === null ? [verb, "submit"] : [verb];

/** Everything that happens before the first write: rights, defaults, formulas, links, rules, workflow. */
export async function prepareWork(
  engine: Engine,
  connection: Connection,
  request: StagesRequest,
  memory: RecordMemory | null = null,
): Promise<Work> {
  const { ctx, doctype, merged, becomes } = request;
  await engine.reach("access", doctype.id);
  ctx.access.assertCan(doctype.id, request.action);
  await engine.reach("compute", doctype.id);
  const plan = writePlan(ctx, doctype);
  const typed = becomes ? { ...merged.document, docstatus: becomes } : merged.document;
  const compute = (from: Document, known = request.known) =>
    computeDocument({
      ctx,
      connection,
      doctype,
      plan,
      merged: from,
      stored: request.stored,
      ...(known ? { known } : {}),
      memory,
    });
  let computed = await compute(typed);
  let work = workOf(request, computed);
  await engine.reach("workflow", doctype.id);
  const move = request.resolveMove?.(work) ?? null;
  if (move) {
    computed = await compute({ ...typed, [move.field]: move.to }, computed.links);
    work = workOf(request, computed);
  }
  await engine.reach("rules", doctype.id);
  const grants = checkRowAccess(work);
  // What was sent is wrong: what follows from it is not worth telling.
  raiseProblems(request.problems ?? []);
  raiseProblems([
    ...computed.problems,
    ...checkLinks(work),
    ...(await checkFiles(connection, work)),
    ...checkFieldLevels(work, grants),
    ...checkSubmitLock(work, move?.field ?? null),
    ...checkRules(work, becomes === "submitted"),
  ]);
  return work;
}

function workOf({ ctx, doctype, verb, action, stored, merged }: StagesRequest, { document, links }: Computed): Work {
  const environments = requestEnvironment(ctx, links);
  return { ctx, doctype, verb, action, stored, document, sent: merged.sent, links, environments };
}

/** Does the document count: submitted, or of a doctype that is never submitted? */
const isLive = ({ doctype, document }: Work): boolean => !isSubmittable(doctype) || document.docstatus === "submitted";

/** Numbers are drawn on create or on submit, as the metadata says. */
export function isNumberDue({ doctype, document, stored }: Work, becomes: StagesRequest["becomes"]): boolean {
  const { number } = doctype.compiled;
  if (!number || document.number) return false;
  return number.on === "submit" ? becomes === "submitted" : stored === null;
}

async function numberWork(engine: Engine, tx: Transaction, work: Work): Promise<Document> {
  const { doctype, document } = work;
  await engine.reach("number", doctype.id);
  return { ...document, number: await drawNumber(tx, doctype, document.id, seriesNumber(work)) };
}

/** The number of a document, but for the counter's value. */
export function seriesNumber(work: Work): SeriesNumber {
  const { series } = mustExist(work.doctype.compiled.number, "a number series");
  return series.render(work.environments({ document: viewOf(work) }));
}
