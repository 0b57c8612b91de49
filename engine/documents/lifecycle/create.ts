import { isSubmittable, SINGLE_ID } from "../../calculation/index.ts";
import { fail, isPerfexError, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { claimOf } from "../run/idempotency.ts";
import { originOf } from "../run/sent-values.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { assertId } from "../stored/load-stored.ts";
import type { CreateOptions, Document, DocumentValues, RequestContext } from "../types.ts";
import { answer } from "./answer.ts";

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
  const claim = claimOf(idempotencyKey, request, doctypeId, id);
  const created = createFrom(engine, { ...createRequest(ctx, doctype, submit), claim }, id, values);
  return doctype.kind === "single" ? created.catch((error: unknown) => failSingle(doctypeId, error)) : created;
}

/** A single doctype has one record; a second one has the same id. */
function failSingle(doctype: string, error: unknown): never {
  if (isPerfexError(error) && error.code === "VALUE_DUPLICATE") fail("SINGLE_EXISTS", { doctype }, { cause: error });
  throw error;
}

/** What new documents are asked to become. Raises ACCESS_DENIED, DOCTYPE_NOT_SUBMITTABLE. */
export function createRequest(ctx: RequestContext, doctype: ResolvedDoctype, submit: boolean): WriteRequest {
  if (submit && !isSubmittable(doctype)) fail("DOCTYPE_NOT_SUBMITTABLE", { doctype: doctype.id });
  ctx.access.assertCan(doctype.id, "create");
  if (submit) ctx.access.assertCan(doctype.id, "submit");
  return {
    ctx,
    doctype,
    verb: "create",
    action: "create",
    origin: originOf(ctx.principal),
    isStored: false,
    becomes: submit ? "submitted" : undefined,
    claim: null,
  };
}

/** Makes the document and answers it as its principal reads it. */
export function createFrom(
  engine: Engine,
  request: WriteRequest,
  id: string,
  values: DocumentValues,
): Promise<Document> {
  return answer({ engine, request, subject: { index: 0, id, input: values } });
}
