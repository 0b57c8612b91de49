import { SINGLE_ID } from "../../calculation/index.ts";
import { type ErrorCode, isPerfexError } from "../../kernel/index.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { claimOf } from "../run/idempotency.ts";
import type { Document, DocumentValues, RequestContext, WriteOptions } from "../types.ts";
import { changeDocument } from "./change.ts";
import { createFrom, createRequest } from "./create.ts";

/** JSON merge on the header; a table given replaces its rows, rows with a known id are changed in place. */
export async function updateDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  patch: DocumentValues,
  options: WriteOptions = {},
): Promise<Document> {
  const doctype = addressable(ctx.registry, doctypeId);
  ctx.access.assertCan(doctypeId, "update");
  const asked = ["update", id, patch, options.version ?? null];
  const change = () =>
    changeDocument(engine, { ctx, doctype, id, verb: "update", action: "update", options, asked, patch });
  if (doctype.kind !== "single" || id !== SINGLE_ID || options.version !== undefined) return change();
  const claim = claimOf(options.idempotencyKey, asked, doctypeId, id);
  // The one record of a single doctype is made when it is first written; somebody else may make it meanwhile.
  const make = () => createFrom(engine, { ...createRequest(ctx, doctype, false), claim }, id, patch);
  return change()
    .catch((error: unknown) => (isRefusal(error, "DOCUMENT_NOT_FOUND") ? make() : Promise.reject(error)))
    .catch((error: unknown) => (isRefusal(error, "VALUE_DUPLICATE") ? change() : Promise.reject(error)));
}

const isRefusal = (error: unknown, code: ErrorCode) => isPerfexError(error) && error.code === code;
