import type { FilterOperator } from "../../../engine/contract/types/index.ts";
import type {
  ActionsAnswer,
  AttachmentAnswer,
  BulkAnswer,
  BulkBody,
  CommentAnswer,
  ComputeAnswer,
  ComputeBody,
  ConversionOfferAnswer,
  DocumentAnswer,
  FindAnswer,
  HistoryAnswer,
  LinkedDocumentAnswer,
  ListAnswer,
  PostingAnswer,
  PreviewAnswer,
  TicketedAddress,
} from "../../../engine/http/api-types.ts";
import { call, callRaw, queryOf } from "./client.ts";

export type Values = Readonly<Record<string, unknown>>;

export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly field: string; readonly op: FilterOperator; readonly value?: unknown };

/** What a request asks so that a document can be named. */
export const TITLE = "$title";

export interface ListRequest {
  readonly fields?: readonly string[];
  readonly filter?: Filter;
  /** Conditions in the expression language; all of them hold. */
  readonly where?: readonly string[];
  readonly sort?: readonly string[];
  readonly limit?: number;
  readonly offset?: number;
  readonly search?: string;
  readonly expand?: readonly string[];
  readonly count?: boolean;
  readonly totals?: readonly string[];
}

export function listQuery(request: ListRequest): string {
  return queryOf({
    fields: request.fields?.join(","),
    filter: request.filter && JSON.stringify(request.filter),
    where: request.where,
    sort: request.sort?.join(","),
    limit: request.limit,
    offset: request.offset || undefined,
    search: request.search,
    expand: request.expand?.join(","),
    count: request.count || undefined,
    totals: request.totals?.join(","),
  });
}

const path = (doctype: string, id?: string, rest = "") => `/api/v1/${doctype}${id ? `/${id}` : ""}${rest}`;

export function listDocuments(doctype: string, request: ListRequest, signal?: AbortSignal): Promise<ListAnswer> {
  return call(path(doctype) + listQuery(request), { signal });
}

export function getDocument(doctype: string, id: string, expand: readonly string[] = []): Promise<DocumentAnswer> {
  return call(path(doctype, id) + queryOf({ expand: expand.join(",") }));
}

/** Whoever writes brings the key of what he asks for: a second click of the same intent is the same request (`AsIntent`). */
export function createDocument(doctype: string, values: Values, idempotencyKey: string): Promise<DocumentAnswer> {
  return call(path(doctype), { method: "POST", body: values, idempotencyKey });
}

export interface Change {
  readonly version: number;
  readonly idempotencyKey: string;
}

export function updateDocument(doctype: string, id: string, patch: Values, change: Change): Promise<DocumentAnswer> {
  return call(path(doctype, id), { method: "PATCH", body: patch, ...change });
}

export function deleteDocument(doctype: string, id: string, version: number): Promise<void> {
  return call(path(doctype, id), { method: "DELETE", version });
}

export type DocumentVerb = "submit" | "cancel" | "amend" | "duplicate";

export function runVerb(doctype: string, id: string, verb: DocumentVerb, change: Change): Promise<DocumentAnswer> {
  return call(path(doctype, id, `/${verb}`), { method: "POST", body: {}, ...change });
}

export function runTransition(doctype: string, id: string, transition: string, change: Change) {
  return call<DocumentAnswer>(path(doctype, id, "/transition"), { method: "POST", body: { transition }, ...change });
}

/** Values and conditions as the server computes them; nothing is stored. */
export function computeDocument(doctype: string, body: ComputeBody, signal?: AbortSignal): Promise<ComputeAnswer> {
  return call(path(doctype, undefined, "/compute"), { method: "POST", body, signal });
}

/** Which documents texts name: by number, code or name. */
export function findDocuments(doctype: string, texts: readonly string[]): Promise<FindAnswer> {
  return call(path(doctype, undefined, "/find"), { method: "POST", body: { texts } });
}

/** What submitting a stored draft would do. */
export function previewDocument(doctype: string, body: { readonly id: string }): Promise<PreviewAnswer> {
  return call(path(doctype, undefined, "/preview"), { method: "POST", body });
}

export function runBulk(doctype: string, body: BulkBody): Promise<BulkAnswer> {
  return call(path(doctype, undefined, "/bulk"), { method: "POST", body });
}

export async function exportDocuments(
  doctype: string,
  file: { readonly format: "csv" | "xlsx"; readonly purpose: "reading" | "import"; readonly view: string },
  request: ListRequest,
): Promise<Blob> {
  const query = listQuery({ ...request, limit: undefined, offset: undefined, count: undefined });
  const target = new URLSearchParams(file);
  const response = await callRaw(`${path(doctype, undefined, "/export")}${query}${query ? "&" : "?"}${target}`);
  return response.blob();
}

export const getActions = (doctype: string, id: string) => call<ActionsAnswer>(path(doctype, id, "/transitions"));

interface Items<T> {
  readonly items: readonly T[];
}
const itemsOf =
  <T>(rest: string) =>
  async (doctype: string, id: string): Promise<readonly T[]> =>
    (await call<Items<T>>(path(doctype, id, rest))).items;

export const getHistory = itemsOf<HistoryAnswer>("/history");
export const getComments = itemsOf<CommentAnswer>("/comments");
export const getAttachments = itemsOf<AttachmentAnswer>("/attachments");
export const getPostings = itemsOf<PostingAnswer>("/postings");
export const getLinkedDocuments = itemsOf<LinkedDocumentAnswer>("/links");
export const getConversions = itemsOf<ConversionOfferAnswer>("/conversions");

export function addComment(doctype: string, id: string, text: string): Promise<CommentAnswer> {
  return call(path(doctype, id, "/comments"), { method: "POST", body: { body: text } });
}

export function addAttachment(doctype: string, id: string, file: File): Promise<AttachmentAnswer> {
  const body = new FormData();
  body.set("file", file);
  return call(path(doctype, id, "/attachments"), { method: "POST", body });
}

/** For a file or image field whose document is not saved yet. */
export function uploadForField(doctype: string, field: string, file: File): Promise<AttachmentAnswer> {
  const body = new FormData();
  body.set("file", file);
  return call(path(doctype, undefined, `/uploads/${field}`), { method: "POST", body });
}

export function deleteAttachment(doctype: string, id: string, attachment: string): Promise<void> {
  return call(path(doctype, id, `/attachments/${attachment}`), { method: "DELETE" });
}

export function convertDocument(
  doctype: string,
  id: string,
  conversion: string,
  idempotencyKey: string,
): Promise<DocumentAnswer> {
  return call(path(doctype, id, `/convert/${conversion}`), { method: "POST", body: {}, idempotencyKey });
}

const addressOf = async (file: string): Promise<string> =>
  (await call<TicketedAddress>(`${file}/address`, { method: "POST" })).address;

/** Where a tab finds a print-out, for some minutes. */
export const printAddress = (doctype: string, id: string, print: string): Promise<string> =>
  addressOf(path(doctype, id, `/prints/${print}.pdf`));

/** Where a tab finds a file, for some minutes; behind `&download=true` it is saved instead of shown. */
export const attachmentAddress = (id: string): Promise<string> => addressOf(`/api/v1/attachments/${id}`);

/** A document with its title, as lists bring it along. */
export function getTitled(doctype: string, id: string, expand: readonly string[] = []): Promise<DocumentAnswer> {
  return getDocument(doctype, id, [TITLE, ...expand]);
}
