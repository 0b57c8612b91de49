import { fieldIndex, isAlwaysComputed, isSubmittable } from "../../calculation/index.ts";
import { type Connection, ident, prepared, sql } from "../../database/index.ts";
import { fail, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { Document, DocumentRow, DocumentValues, JsonValue, RequestContext } from "../types.ts";
import { createFrom } from "./create.ts";
import { addressable, type Engine } from "./engine.ts";
import { loadVisible, lockDocument } from "./load-stored.ts";

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
  if (doctype.kind === "single") fail("SINGLE_EXISTS", { doctype: doctypeId });
  ctx.access.assertCan(doctypeId, "create");
  const stored = await ctx.db.read(ctx.organization, (connection) => loadVisible(ctx, connection, doctype, id));
  const level = Math.min(ctx.access.writeLevel(doctypeId), ctx.access.readLevel(doctypeId));
  const copy = newId();
  return createFrom(engine, ctx, {
    doctypeId,
    id: copy,
    verb: "duplicate",
    values: copiedValues(doctype, stored, level),
    origin: "engine",
    submit: false,
    claim: claimOf(options, ["duplicate", id], doctypeId, copy),
  });
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
  if (!isSubmittable(doctype)) fail("DOCTYPE_NOT_SUBMITTABLE", { doctype: doctypeId });
  ctx.access.assertCan(doctypeId, "amend");
  const stored = await ctx.db.read(ctx.organization, (connection) => loadVisible(ctx, connection, doctype, id));
  if (stored.docstatus !== "cancelled") fail("DOCUMENT_NOT_CANCELLED", { docstatus: stored.docstatus });
  const copy = newId();
  return createFrom(engine, ctx, {
    doctypeId,
    id: copy,
    verb: "amend",
    values: copiedValues(doctype, stored, EVERY_LEVEL),
    origin: "engine",
    submit: false,
    amendedFrom: id,
    claim: claimOf(options, ["amend", id], doctypeId, copy),
    before: (tx) => assertNotAmended(tx, doctype, id),
  });
}

const EVERY_LEVEL = 9;

const claimOf = ({ idempotencyKey }: CopyOptions, request: unknown, doctype: string, id: string) =>
  idempotencyKey === undefined ? null : { key: idempotencyKey, request, doctype, id };

/** The cancelled document is held, so that two amendments are made one after the other. */
async function assertNotAmended(tx: Connection, doctype: ResolvedDoctype, id: string): Promise<void> {
  await lockDocument(tx, doctype, id);
  const amendments = await tx.query(
    prepared(sql`select id from ${ident(doctype.table)} where amended_from = ${id}::uuid limit 1`),
  );
  if (amendments.length > 0) fail("DOCUMENT_ALREADY_AMENDED");
}

/** Typed values of a document for a copy of it; computed ones are computed anew, files stay with the original. */
function copiedValues(doctype: ResolvedDoctype, document: Document, level: number): DocumentValues {
  const isCopied = (field: ResolvedField) =>
    !field.not_copied && !isAlwaysComputed(field) && (field.level ?? 0) <= level && !UNCOPIED_TYPES.has(field.type);
  const pick = (fields: readonly ResolvedField[], values: Document | DocumentRow) =>
    Object.fromEntries(fields.filter(isCopied).map(({ id }) => [id, values[id] ?? null])) as Record<string, JsonValue>;
  const { scalars, tables } = fieldIndex(doctype);
  const rows = tables.filter(isCopied).map(({ id, child }) => {
    const columns = fieldIndex(child).scalars;
    return [id, ((document[id] ?? []) as readonly DocumentRow[]).map((row) => pick(columns, row))] as const;
  });
  return { ...pick(scalars, document), ...Object.fromEntries(rows) };
}

const UNCOPIED_TYPES: ReadonlySet<string> = new Set(["secret", "file", "image"]);
