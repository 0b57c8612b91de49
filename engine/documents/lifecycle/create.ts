import { isSubmittable, SINGLE_ID } from "../../calculation/index.ts";
import type { Connection, Sql, Transaction } from "../../database/index.ts";
import { fail, isPerfexError, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { newDocument } from "../stages/merge-values.ts";
import { type Origin, originOf, type ParsedValues, parseValues } from "../stages/parse.ts";
import { raiseProblems } from "../stages/raise-problems.ts";
import type { Verb } from "../stages/work.ts";
import type { CreateOptions, Document, DocumentValues, RequestContext } from "../types.ts";
import { addressable, type Engine } from "./engine.ts";
import type { Claim, Outcome } from "./in-transaction.ts";
import { assertId } from "./load-stored.ts";
import { performWrite, type Written } from "./perform-write.ts";
import { getText, present, readBackOf } from "./present.ts";
import { prepareStages, type StagesRequest } from "./run-stages.ts";
import { resolveVerb } from "./workflow-moves.ts";

/** A new document from what a person sent; with `submit`, submitted in the same transaction. */
export async function createDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  values: DocumentValues,
  options: CreateOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  if (options.id !== undefined) assertId(options.id);
  const id = doctype.kind === "single" ? SINGLE_ID : (options.id ?? newId());
  const { submit = false, idempotencyKey } = options;
  const request = ["create", values, submit, options.id ?? null];
  const claim = idempotencyKey === undefined ? null : { key: idempotencyKey, request, doctype: doctypeId, id };
  const given = { doctypeId, id, verb: "create", values, origin: originOf(ctx.principal), submit, claim } as const;
  if (doctype.kind !== "single") return createFrom(engine, ctx, given);
  return createFrom(engine, ctx, given).catch((error: unknown) => failSingle(doctypeId, error));
}

/** A single doctype has one record; a second one has the same id. */
function failSingle(doctype: string, error: unknown): never {
  if (isPerfexError(error) && error.code === "VALUE_DUPLICATE") fail("SINGLE_EXISTS", { doctype }, { cause: error });
  throw error;
}

export interface NewDocument {
  readonly doctypeId: string;
  readonly id: string;
  readonly verb: Verb;
  readonly values: unknown;
  readonly origin: Origin;
  readonly submit: boolean;
  readonly claim: Claim | null;
  readonly amendedFrom?: string;
  /** Further work of the same transaction, done before the document is computed. */
  readonly before?: (tx: Connection) => Promise<void>;
  /** … and when it is written. */
  readonly afterWrite?: (tx: Transaction, document: Document) => Promise<void>;
}

/** Makes the document and answers it as its principal reads it. */
export async function createFrom(engine: Engine, ctx: RequestContext, given: NewDocument): Promise<Document> {
  const doctype = ctx.registry.doctype(given.doctypeId);
  const outcome = await makeDocument(engine, ctx, given, readBackOf(ctx, doctype, given.id));
  if ("replayOf" in outcome) return JSON.parse(await getText(ctx, given.doctypeId, outcome.replayOf)) as Document;
  return present(ctx, doctype, outcome.result);
}

/** Makes the document, for those who need no answer. */
export async function makeDocument(
  engine: Engine,
  ctx: RequestContext,
  given: NewDocument,
  readBack: Sql | null = null,
): Promise<Outcome<Written>> {
  const doctype = ctx.registry.doctype(given.doctypeId);
  assertMayCreate(ctx, doctype, given.submit);
  const request = await newDocumentRequest(engine, ctx, doctype, given);
  return performWrite(engine, ctx, {
    claim: given.claim,
    isLocking: given.before !== undefined,
    readBack,
    async prepare(connection) {
      await given.before?.(connection);
      return prepareStages(engine, connection, request);
    },
  });
}

/** Raises ACCESS_DENIED, DOCTYPE_NOT_SUBMITTABLE. */
export function assertMayCreate(ctx: RequestContext, doctype: ResolvedDoctype, submit: boolean): void {
  if (submit && !isSubmittable(doctype)) fail("DOCTYPE_NOT_SUBMITTABLE", { doctype: doctype.id });
  ctx.access.assertCan(doctype.id, "create");
  if (submit) ctx.access.assertCan(doctype.id, "submit");
}

/** What was sent, parsed: where the stages of a new document begin. Raises what parsing found wrong. */
export async function newDocumentRequest(
  engine: Engine,
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  given: NewDocument,
): Promise<StagesRequest> {
  await engine.reach("parse", doctype.id);
  const start = engine.ports.workflow.start(ctx, doctype.id);
  const { parsed, problems } = parseValues({
    doctype,
    input: given.values,
    stored: null,
    origin: given.origin,
    stateField: start?.field ?? null,
  });
  raiseProblems(problems);
  const begun: ParsedValues = start ? { ...parsed, header: { ...parsed.header, [start.field]: start.state } } : parsed;
  const { id, amendedFrom } = given;
  const { document, sent } = newDocument(ctx, doctype, begun, { id, ...(amendedFrom ? { amendedFrom } : {}) });
  // A state the engine sets itself was not sent by the person.
  const merged = { document, sent: given.origin === "engine" ? new Set<string>() : withoutState(sent, start?.field) };
  return {
    ctx,
    doctype,
    verb: given.verb,
    action: "create",
    stored: null,
    merged,
    ...(given.afterWrite ? { afterWrite: given.afterWrite } : {}),
    ...(given.submit ? { becomes: "submitted", resolveMove: resolveVerb(engine, "submit") } : {}),
  };
}

function withoutState(sent: ReadonlySet<string>, state: string | undefined): ReadonlySet<string> {
  return new Set([...sent].filter((name) => name !== state));
}
