import type { Document, Documents } from "../../documents/index.ts";
import { fail, isId } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { created, json, jsonText, noContent } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { nothing, type Route, route } from "../routing/route.ts";
import {
  actionsAnswer,
  cancelBody,
  createQuery,
  documentAnswer,
  documentPatch,
  documentValues,
  getQuery,
  listAnswer,
  listQuery,
  transitionBody,
} from "./document-schemas.ts";
import { namesIn, toListQuery } from "./list-query.ts";
import { expectedVersion, idempotencyKey, versionTag } from "./versions.ts";

export const LIST_PATH = "/api/v1/:doctype";
export const GET_PATH = "/api/v1/:doctype/:id";
export const SUBMIT_PATH = `${GET_PATH}/submit`;

/** The document's id in the path. What is not an id names nothing. Raises DOCUMENT_NOT_FOUND. */
export function documentId(call: MemberCall): string {
  const id = pathParam(call, "id");
  return isId(id) ? id : fail("DOCUMENT_NOT_FOUND", { doctype: pathParam(call, "doctype"), id });
}

const WRITE_HEADERS = ["If-Match", "Idempotency-Key"] as const;
const isSubmittable = (doctype: ResolvedDoctype) => isDocument(doctype) && doctype.lifecycle === "submittable";
const hasWorkflow = ({ id }: ResolvedDoctype, registry: Registry) => registry.workflowOf(id) !== undefined;

/** Not a single: there may be many of them. */
export function isDocument({ kind }: ResolvedDoctype): boolean {
  return kind === "document";
}

/** The verbs every doctype has, on one set of parametric routes. */
export function documentRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [...readRoutes(gate, documents), ...writeRoutes(gate, documents), ...lifecycleRoutes(gate, documents)];
}

function readRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [
    route({
      method: "GET",
      path: LIST_PATH,
      access: gate.action("read"),
      summary: { fr: "Lister", en: "List" },
      query: listQuery,
      answers: { 200: listAnswer },
      handle: async (call, _body, query) =>
        jsonText(await documents.listText(call.ctx, pathParam(call, "doctype"), toListQuery(query))),
    }),
    route({
      method: "GET",
      path: GET_PATH,
      access: gate.action("read"),
      summary: { fr: "Lire", en: "Read" },
      query: getQuery,
      answers: { 200: documentAnswer },
      async handle(call, _body, { expand }) {
        const options = expand === undefined ? undefined : { expand: namesIn(expand) };
        return jsonText(await documents.getText(call.ctx, pathParam(call, "doctype"), documentId(call), options));
      },
    }),
  ];
}

function writeRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [
    route({
      method: "POST",
      path: LIST_PATH,
      access: gate.action("create"),
      summary: { fr: "Créer", en: "Create" },
      query: createQuery,
      headers: ["Idempotency-Key"],
      body: documentValues,
      answers: { 201: documentAnswer },
      appliesTo: isDocument,
      async handle(call, values, { submit }) {
        const doctype = pathParam(call, "doctype");
        const key = idempotencyKey(call);
        const document = await documents.create(call.ctx, doctype, values, {
          ...(key !== undefined && { idempotencyKey: key }),
          ...(submit === true && { submit }),
        });
        return created(document, `/api/v1/${doctype}/${document.id}`, { etag: versionTag(document.version) });
      },
    }),
    route({
      method: "PATCH",
      path: GET_PATH,
      access: gate.action("update"),
      summary: { fr: "Modifier", en: "Update" },
      headers: WRITE_HEADERS,
      body: documentPatch,
      answers: { 200: documentAnswer },
      async handle(call, patch) {
        const options = writeOptions(call);
        const document = await documents.update(call.ctx, pathParam(call, "doctype"), documentId(call), patch, options);
        return json(document, 200, { etag: versionTag(document.version) });
      },
    }),
    route({
      method: "DELETE",
      path: GET_PATH,
      access: gate.action("delete"),
      summary: { fr: "Supprimer", en: "Delete" },
      headers: WRITE_HEADERS,
      answers: { 204: nothing },
      appliesTo: isDocument,
      async handle(call) {
        await documents.remove(call.ctx, pathParam(call, "doctype"), documentId(call), writeOptions(call));
        return noContent();
      },
    }),
  ];
}

function lifecycleRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [
    route({
      method: "POST",
      path: SUBMIT_PATH,
      access: gate.action("submit"),
      summary: { fr: "Valider", en: "Submit" },
      headers: WRITE_HEADERS,
      answers: { 200: documentAnswer },
      appliesTo: isSubmittable,
      handle: async (call) =>
        json(await documents.submit(call.ctx, pathParam(call, "doctype"), documentId(call), writeOptions(call))),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/cancel`,
      access: gate.action("cancel"),
      summary: { fr: "Annuler", en: "Cancel" },
      headers: WRITE_HEADERS,
      body: cancelBody,
      answers: { 200: documentAnswer },
      appliesTo: isSubmittable,
      async handle(call, { date }) {
        const options = { ...writeOptions(call), ...(date !== undefined && { date }) };
        return json(await documents.cancel(call.ctx, pathParam(call, "doctype"), documentId(call), options));
      },
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/amend`,
      access: gate.action("amend"),
      summary: { fr: "Rectifier (nouveau brouillon)", en: "Amend (new draft)" },
      headers: ["Idempotency-Key"],
      answers: { 201: documentAnswer },
      appliesTo: isSubmittable,
      handle: async (call) => copied(call, await documents.amend(call.ctx, ...copyArguments(call))),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/duplicate`,
      access: gate.action("create"),
      summary: { fr: "Dupliquer", en: "Duplicate" },
      headers: ["Idempotency-Key"],
      answers: { 201: documentAnswer },
      appliesTo: isDocument,
      handle: async (call) => copied(call, await documents.duplicate(call.ctx, ...copyArguments(call))),
    }),
    route({
      method: "GET",
      path: `${GET_PATH}/transitions`,
      access: gate.action("read"),
      summary: { fr: "Actions possibles", en: "Possible actions" },
      answers: { 200: actionsAnswer },
      async handle(call) {
        const {
          transitions: items,
          closed,
          verbs,
        } = await documents.actions(call.ctx, pathParam(call, "doctype"), documentId(call));
        return json({ items, closed, verbs });
      },
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/transition`,
      access: gate.action("read"),
      summary: { fr: "Faire une transition", en: "Make a transition" },
      headers: WRITE_HEADERS,
      body: transitionBody,
      answers: { 200: documentAnswer },
      appliesTo: hasWorkflow,
      async handle(call, { transition }) {
        const options = writeOptions(call);
        return json(
          await documents.transition(call.ctx, pathParam(call, "doctype"), documentId(call), transition, options),
        );
      },
    }),
  ];
}

function writeOptions(call: MemberCall) {
  const [version, key] = [expectedVersion(call), idempotencyKey(call)];
  return { ...(version !== undefined && { version }), ...(key !== undefined && { idempotencyKey: key }) };
}

function copyArguments(call: MemberCall) {
  const key = idempotencyKey(call);
  return [pathParam(call, "doctype"), documentId(call), key === undefined ? {} : { idempotencyKey: key }] as const;
}

function copied(call: MemberCall, document: Document) {
  const location = `/api/v1/${pathParam(call, "doctype")}/${document.id}`;
  return created(document, location, { etag: versionTag(document.version) });
}
