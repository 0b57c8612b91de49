import { fieldIndex, isAlwaysComputed, isSubmittable } from "../../calculation/index.ts";
import { hasTrait } from "../../contract/index.ts";
import { fail, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { WriteRequest } from "../pipeline/write-request.ts";
import type { Document, DocumentRow, DocumentValues, JsonValue, RequestContext } from "../types.ts";
import { createFrom, createRequest } from "./create.ts";
import { addressable, type Engine } from "./engine.ts";
import { loadVisible } from "./load-stored.ts";

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
  const claim = claimOf(options, ["duplicate", id], doctypeId, copy);
  const request: WriteRequest = { ...createRequest(ctx, doctype, false), verb: "duplicate", origin: "engine", claim };
  return createFrom(engine, request, copy, copiedValues(doctype, stored, level));
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
  const claim = claimOf(options, ["amend", id], doctypeId, copy);
  const request: WriteRequest = {
    ...createRequest(ctx, doctype, false),
    verb: "amend",
    origin: "engine",
    amends: id,
    claim,
  };
  return createFrom(engine, request, copy, copiedValues(doctype, stored, EVERY_LEVEL));
}

const EVERY_LEVEL = 9;

const claimOf = ({ idempotencyKey }: CopyOptions, request: unknown, doctype: string, id: string) =>
  idempotencyKey === undefined ? null : { key: idempotencyKey, request, doctype, id };

/** Typed values of a document for a copy of it; computed ones are computed anew, files stay with the original. */
function copiedValues(doctype: ResolvedDoctype, document: Document, level: number): DocumentValues {
  const isCopied = (field: ResolvedField) =>
    !field.not_copied && !isAlwaysComputed(field) && (field.level ?? 0) <= level && hasTrait(field.type, "copy");
  const pick = (fields: readonly ResolvedField[], values: Document | DocumentRow) =>
    Object.fromEntries(fields.filter(isCopied).map(({ id }) => [id, values[id] ?? null])) as Record<string, JsonValue>;
  const { scalars, tables } = fieldIndex(doctype);
  const rows = tables.filter(isCopied).map(({ id, child }) => {
    const columns = fieldIndex(child).scalars;
    return [id, ((document[id] ?? []) as readonly DocumentRow[]).map((row) => pick(columns, row))] as const;
  });
  return { ...pick(scalars, document), ...Object.fromEntries(rows) };
}
