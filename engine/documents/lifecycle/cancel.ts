import { collectLinkIds, isSubmittable } from "../../calculation/index.ts";
import type { Connection, Transaction } from "../../database/index.ts";
import { fail, isIsoDate } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { assertNotConverted } from "../conversions/assert-not-converted.ts";
import { historyRecord } from "../history/history-record.ts";
import { loadLinkedRecords } from "../linking/linked-records.ts";
import { requestEnvironment } from "../linking/request-environment.ts";
import { writePlan } from "../linking/write-plan.ts";
import { checkRowAccess } from "../stages/check-access.ts";
import { changedDocument } from "../stages/merge-values.ts";
import type { Work } from "../stages/work.ts";
import type { CancelOptions, Document, RequestContext, WorkflowMove } from "../types.ts";
import { outboxRecord } from "../writing/outbox-record.ts";
import { writeDocument } from "../writing/write-document.ts";
import { changeDocument } from "./change.ts";
import { addressable, type Engine } from "./engine.ts";
import type { PreparedWrite } from "./perform-write.ts";
import { assertNotReferenced } from "./references.ts";
import { StaleDocument } from "./stale-document.ts";
import { NOTHING_SENT } from "./submit.ts";
import { resolveVerb } from "./workflow-moves.ts";

/** Submitted → cancelled: refused while submitted documents build on it; its ledger entries are reversed exactly. */
export async function cancelDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: CancelOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  if (!isSubmittable(doctype)) fail("DOCTYPE_NOT_SUBMITTABLE", { doctype: doctypeId });
  ctx.access.assertCan(doctypeId, "cancel");
  const date = options.date ?? ctx.clock.today();
  if (!isIsoDate(date)) fail("DATE_INVALID", { value: String(date) }, { pointer: "/date" });
  return changeDocument(engine, {
    ctx,
    doctype,
    id,
    version: options.version,
    idempotencyKey: options.idempotencyKey,
    request: ["cancel", id, options.version ?? null, options.date ?? null],
    yours: {},
    prepare: (connection, stored) =>
      prepareCancel(engine, connection, { ctx, doctype, stored, date, resolveMove: resolveVerb(engine, "cancel") }),
  });
}

export interface CancelRequest {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly stored: Document;
  /** Date of the reversal where the original's period is closed. */
  readonly date: string;
  readonly resolveMove: (work: Work) => WorkflowMove | null;
}

export async function prepareCancel(
  engine: Engine,
  connection: Connection,
  request: CancelRequest,
): Promise<PreparedWrite> {
  const { doctype, stored } = request;
  if (stored.docstatus !== "submitted") fail("DOCUMENT_NOT_SUBMITTED", { docstatus: stored.docstatus });
  await engine.reach("access", doctype.id);
  const work = await cancelWork(engine, connection, request);
  return { finish: (tx) => finishCancel(engine, tx, work, request.date), alone: null };
}

async function finishCancel(engine: Engine, tx: Transaction, work: Work, date: string): Promise<Document> {
  const { ctx, doctype, document } = work;
  await engine.reach("write", doctype.id);
  const records = {
    history: historyRecord(work),
    outbox: [outboxRecord(ctx, doctype.id, "cancel", document.version)],
    seal: engine.secrets.seal,
  };
  if (!(await writeDocument(tx, work, records))) throw new StaleDocument();
  // Asked once the document's row is ours, so that nobody submits a reference in between unseen.
  await assertNotReferenced(ctx, tx, doctype, document.id, "submitted");
  await assertNotConverted(ctx, tx, doctype, document.id);
  await engine.reach("post", doctype.id);
  await engine.ports.ledger.reverse(ctx, tx, doctype.id, document, date);
  await engine.reach("commit", doctype.id);
  return document;
}

async function cancelWork(engine: Engine, connection: Connection, request: CancelRequest): Promise<Work> {
  const { ctx, doctype, stored } = request;
  const plan = writePlan(ctx, doctype);
  const links = await loadLinkedRecords(connection, ctx.registry, plan, collectLinkIds(doctype, stored));
  const { document } = changedDocument(ctx, doctype, stored, NOTHING_SENT);
  const work: Work = {
    ctx,
    doctype,
    verb: "cancel",
    action: "cancel",
    stored,
    document: { ...document, docstatus: "cancelled" },
    sent: new Set(),
    links,
    environments: requestEnvironment(ctx, links),
  };
  checkRowAccess(work);
  await engine.reach("workflow", doctype.id);
  const move = request.resolveMove({ ...work, document: stored });
  return move ? { ...work, document: { ...work.document, [move.field]: move.to } } : work;
}
