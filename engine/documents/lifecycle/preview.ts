import { isSubmittable } from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import { type ErrorDetail, isPerfexError, newId, type PerfexError } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { readLevelIn } from "../checks/read-level.ts";
import { loadEnvironments } from "../linking/load-environment.ts";
import { runChecks } from "../pipeline/run-checks.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { originOf } from "../run/sent-values.ts";
import { asRefusal, onlyWork, type Run } from "../run/stage.ts";
import type { Subject, Work } from "../run/work.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { loadVisible } from "../stored/load-stored.ts";
import type { Document, DocumentValues, Planned, Preview, RequestContext } from "../types.ts";
import { wordRefusal } from "../wording/word-refusal.ts";
import { visiblePart } from "./present.ts";

interface Previewing {
  readonly engine: Engine;
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly connection: Connection;
}

/**
 * What saving would compute and what submitting would enter, for values not yet saved or a stored document. Goes through
 * the checks of the write, and raises what they would raise. Of a stored draft it tells what stands against submitting it.
 */
export async function previewDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  subject: DocumentValues | string,
): Promise<Preview> {
  const doctype = addressable(ctx.registry, doctypeId);
  return ctx.db.read(ctx.organization, async (connection) => {
    const previewing = { engine, ctx, doctype, connection };
    const stored = typeof subject === "string" ? await loadVisible(ctx, connection, doctype, subject) : null;
    const seen: Subject = stored ? { index: 0, id: stored.id, stored } : { index: 0, id: newId(), input: subject };
    const work = await checkedWork(previewing, stored ? READ : CREATE, seen);
    const level = readLevelIn(work, work.stored ?? work.document);
    const document = visiblePart(doctype, work.document, { level });
    if (!isSubmittable(doctype) || work.document.docstatus !== "draft") return { document, postings: [], refusals: [] };
    const planned = await plannedPostings(previewing, work.document);
    const postings = isPerfexError(planned) ? [] : planned;
    if (stored) return { document, postings, refusals: await submitRefusals(previewing, seen, planned) };
    if (isPerfexError(planned)) throw planned;
    return { document, postings, refusals: [] };
  });
}

const READ = { verb: "update", action: "read", isStored: true } as const;
const CREATE = { verb: "create", action: "create", isStored: false } as const;
// As it is offered: what a condition the person may not know comes to is not told.
const SUBMIT = { verb: "submit", action: "submit", isStored: true, becomes: "submitted", isOffer: true } as const;

/** The document after all checks. Raises what they refuse it for. */
async function checkedWork(
  { engine, ctx, doctype, connection }: Previewing,
  asked: typeof READ | typeof CREATE | typeof SUBMIT,
  subject: Subject,
): Promise<Work> {
  const request: WriteRequest = { ctx, doctype, origin: originOf(ctx.principal), ...asked };
  const run: Run = { engine, request, connection, memory: null, isLocking: false, refused: [] };
  const work = onlyWork(run, await runChecks(run, [subject]));
  return work;
}

async function plannedPostings({ engine, ctx, doctype, connection }: Previewing, document: Document): Promise<Planned> {
  const rules = ctx.registry.postingsOf(doctype.id);
  if (rules.length === 0) return [];
  const paths = rules.flatMap(({ compiled }) => compiled.linkPaths);
  const environments = await loadEnvironments(ctx, connection, doctype.id, [document], paths);
  return engine.ports.ledger.plan(ctx, doctype.id, environments)[0] ?? [];
}

/** What a submit would be refused for, told apart as far as it is known. A database that is away refuses no document. */
async function submitRefusals(
  previewing: Previewing,
  subject: Subject,
  planned: Planned,
): Promise<readonly ErrorDetail[]> {
  const { engine, ctx, connection } = previewing;
  const errors: PerfexError[] = [];
  await checkedWork(previewing, SUBMIT, subject).catch((error: unknown) => errors.push(asRefusal(error)));
  const [open] = await engine.ports.ledger.refuseClosed(ctx, connection, [planned]);
  if (isPerfexError(open)) errors.push(asRefusal(open));
  const worded = await Promise.all(errors.map((error) => wordRefusal(ctx, error)));
  const details = worded.flatMap(({ code, text, pointer, details }) =>
    details.length > 0 ? details : [{ code, message: text, ...(pointer !== undefined && { pointer }) }],
  );
  // What may not be posted is found by both.
  return details.filter(
    (detail, index) => details.findIndex((one) => one.code === detail.code && one.pointer === detail.pointer) === index,
  );
}
