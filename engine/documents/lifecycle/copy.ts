import { fieldIndex, isAlwaysComputed, isSubmittable, isUnique } from "../../calculation/index.ts";
import { hasTrait, LEVEL_MAX } from "../../contract/index.ts";
import { fail, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import { leastLevel } from "../access/grant-levels.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { claimOf } from "../run/idempotency.ts";
import type { Subject } from "../run/work.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { loadVisible } from "../stored/load-stored.ts";
import type { Document, DocumentRow, DocumentValues, JsonValue, RequestContext } from "../types.ts";
import { answerMade } from "./answer.ts";
import { createFrom, createRequest } from "./create.ts";
import { proposedByDay } from "./proposed-by-day.ts";

export interface CopyOptions {
  readonly idempotencyKey?: string;
}

/** A new draft with the same values, but for what its metadata does not copy and what the principal may not write. */
export async function duplicateDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: CopyOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  assertMayDuplicate(ctx, doctype);
  return copyDocument(engine, { ctx, doctype, id, verb: "duplicate", options, wanted: duplicateRequest });
}

/** A new draft in place of a cancelled document; each document is amended once. Raises DOCUMENT_ALREADY_AMENDED. */
export async function amendDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: CopyOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  assertMayAmend(ctx, doctype);
  return copyDocument(engine, { ctx, doctype, id, verb: "amend", options, wanted: amendRequest });
}

interface Copying {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  /** Of the document that is copied. */
  readonly id: string;
  readonly verb: "duplicate" | "amend";
  readonly options: CopyOptions;
  readonly wanted: typeof duplicateRequest | typeof amendRequest;
}

function copyDocument(engine: Engine, { ctx, doctype, id, verb, options, wanted }: Copying): Promise<Document> {
  const copy = newId();
  const claim = claimOf(options.idempotencyKey, [verb, id], doctype.id, copy);
  return answerMade(ctx, doctype, claim, async () => {
    const stored = await ctx.db.read(ctx.organization, (connection) => loadVisible(ctx, connection, doctype, id));
    const { request, subject } = wanted(ctx, doctype, stored);
    return createFrom(engine, { ...request, claim }, copy, subject.input);
  });
}

/** A new document that is asked for: how, and with which values. */
export interface WantedCopy {
  readonly request: WriteRequest;
  readonly subject: Subject & { readonly input: DocumentValues };
}

/** What the stages are asked to copy a document. Raises SINGLE_EXISTS, ACCESS_DENIED. */
export function duplicateRequest(ctx: RequestContext, doctype: ResolvedDoctype, stored: Document): WantedCopy {
  assertMayDuplicate(ctx, doctype);
  const level = Math.min(newLevel(ctx, doctype), ctx.access.leastReadLevel(doctype.id));
  return {
    request: { ...createRequest(ctx, doctype, false), verb: "duplicate", origin: "engine" },
    subject: { index: 0, id: newId(), input: copiedValues(doctype, stored, level, leftOutOf(doctype)) },
  };
}

/** What the stages are asked to amend a document. Raises DOCTYPE_NOT_SUBMITTABLE, ACCESS_DENIED, DOCUMENT_NOT_CANCELLED. */
export function amendRequest(ctx: RequestContext, doctype: ResolvedDoctype, stored: Document): WantedCopy {
  assertMayAmend(ctx, doctype);
  if (stored.docstatus !== "cancelled") fail("DOCUMENT_NOT_CANCELLED", { docstatus: stored.docstatus });
  return {
    request: { ...createRequest(ctx, doctype, false), verb: "amend", origin: "engine", amends: stored.id },
    subject: { index: 0, id: newId(), input: copiedValues(doctype, stored, LEVEL_MAX) },
  };
}

/** What may be written in whichever document the copy becomes. */
function newLevel({ access }: RequestContext, { id }: ResolvedDoctype): number {
  const levels = (["create", "update"] as const).map((action) => leastLevel(access.grants(id, action), "writeLevel"));
  return Math.max(...levels);
}

function assertMayDuplicate({ access }: RequestContext, { id, kind }: ResolvedDoctype): void {
  if (kind === "single") fail("SINGLE_EXISTS", { doctype: id });
  access.assertCan(id, "create");
}

function assertMayAmend({ access }: RequestContext, doctype: ResolvedDoctype): void {
  if (!isSubmittable(doctype)) fail("DOCTYPE_NOT_SUBMITTABLE", { doctype: doctype.id });
  access.assertCan(doctype.id, "amend");
}

/** What a duplicate has of its own: what follows from the day it is made, and what only one document may have. */
function leftOutOf(doctype: ResolvedDoctype): ReadonlySet<string> {
  const { scalars, tables } = fieldIndex(doctype);
  const unique = (of: ResolvedDoctype, columns: readonly ResolvedField[], table = "") =>
    columns.flatMap(({ id }) => (isUnique(of, id) ? `${table}${id}` : []));
  const inRows = tables.flatMap(({ id, child }) => unique(child, fieldIndex(child).scalars, `${id}.`));
  return new Set([...proposedByDay(doctype), ...unique(doctype, scalars), ...inRows]);
}

/** Typed values of a document for a copy of it; computed ones are computed anew, as are those left out; files stay with the original. */
function copiedValues(
  doctype: ResolvedDoctype,
  document: Document,
  level: number,
  leftOut: ReadonlySet<string> = new Set(),
): DocumentValues {
  const isCopied = (field: ResolvedField) =>
    !field.not_copied && !isAlwaysComputed(field) && (field.level ?? 0) <= level && hasTrait(field.type, "copy");
  const pick = (fields: readonly ResolvedField[], values: Document | DocumentRow, table = "") => {
    const copied = fields.filter((field) => isCopied(field) && !leftOut.has(`${table}${field.id}`));
    return Object.fromEntries(copied.map(({ id }) => [id, values[id] ?? null])) as Record<string, JsonValue>;
  };
  const { scalars, tables } = fieldIndex(doctype);
  const rows = tables.filter(isCopied).map(({ id, child }) => {
    const columns = fieldIndex(child).scalars;
    return [id, ((document[id] ?? []) as readonly DocumentRow[]).map((row) => pick(columns, row, `${id}.`))] as const;
  });
  return { ...pick(scalars, document), ...Object.fromEntries(rows) };
}
