import type { Documents } from "../../documents/index.ts";
import type { People } from "../../identity/index.ts";
import { created, items, noContent } from "../exchange/answer.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { nothing, type Route, route } from "../routing/route.ts";
import { itemsOf } from "../schemas/schema.ts";
import { withAuthor, withAuthors } from "./authors.ts";
import { documentId, GET_PATH } from "./document-routes.ts";
import { withChangeTitles } from "./history-titles.ts";
import { commentAnswer, commentBody, historyAnswer, tagBody, tagsAnswer } from "./record-schemas.ts";

export interface RecordPorts {
  readonly documents: Documents;
  readonly people: Pick<People, "namesOf">;
}

/** What hangs on a document: history, comments, tags. */
export function recordRoutes(gate: Gate, ports: RecordPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/history`,
      access: gate.action("read"),
      summary: { fr: "Historique", en: "History" },
      answers: { 200: itemsOf(historyAnswer) },
      async handle(call) {
        const doctype = doctypeOf(call);
        const told = await ports.documents.history(call.ctx, doctype, documentId(call));
        const entries = await withChangeTitles(ports.documents, call.ctx, doctype, told);
        const names = await ports.people.namesOf(entries.map((entry) => entry.by));
        return items(entries.map((entry) => ({ ...entry, by_name: names.get(entry.by) ?? null })));
      },
    }),
    ...commentRoutes(gate, ports),
    ...tagRoutes(gate, ports),
  ];
}

function commentRoutes(gate: Gate, ports: RecordPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/comments`,
      access: gate.action("read"),
      summary: { fr: "Commentaires", en: "Comments" },
      answers: { 200: itemsOf(commentAnswer) },
      handle: async (call) =>
        items(
          await withAuthors(ports, await ports.documents.comments.list(call.ctx, doctypeOf(call), documentId(call))),
        ),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/comments`,
      access: gate.action("comment"),
      summary: { fr: "Commenter", en: "Comment" },
      body: commentBody,
      answers: { 201: commentAnswer },
      async handle(call, { body }) {
        const comment = await ports.documents.comments.add(call.ctx, doctypeOf(call), documentId(call), body);
        return created(await withAuthor(ports, comment), `${call.path}/${comment.id}`);
      },
    }),
    route({
      method: "DELETE",
      path: `${GET_PATH}/comments/:comment`,
      access: gate.action("comment"),
      summary: { fr: "Retirer un commentaire", en: "Remove a comment" },
      answers: { 204: nothing },
      async handle(call) {
        await ports.documents.comments.remove(call.ctx, doctypeOf(call), documentId(call), pathParam(call, "comment"));
        return noContent();
      },
    }),
  ];
}

function tagRoutes(gate: Gate, ports: RecordPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: `${GET_PATH}/tags`,
      access: gate.action("read"),
      summary: { fr: "Étiquettes", en: "Tags" },
      answers: { 200: tagsAnswer },
      handle: async (call) => items(await ports.documents.tags.list(call.ctx, doctypeOf(call), documentId(call))),
    }),
    route({
      method: "POST",
      path: `${GET_PATH}/tags`,
      access: gate.action("comment"),
      summary: { fr: "Étiqueter", en: "Tag" },
      body: tagBody,
      answers: { 200: tagsAnswer },
      handle: async (call, { tag }) =>
        items(await ports.documents.tags.add(call.ctx, doctypeOf(call), documentId(call), tag)),
    }),
    route({
      method: "DELETE",
      path: `${GET_PATH}/tags/:tag`,
      access: gate.action("comment"),
      summary: { fr: "Retirer une étiquette", en: "Remove a tag" },
      answers: { 200: tagsAnswer },
      handle: async (call) =>
        items(await ports.documents.tags.remove(call.ctx, doctypeOf(call), documentId(call), pathParam(call, "tag"))),
    }),
  ];
}

function doctypeOf(call: MemberCall): string {
  return pathParam(call, "doctype");
}
