import { type Documents, refusedWish } from "../../documents/index.ts";
import { errorDefinition, interpolateText } from "../../kernel/index.ts";
import { json } from "../exchange/answer.ts";
import { pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { isDocument, LIST_PATH } from "./document-routes.ts";
import { type FindAnswer, findAnswer, findBody } from "./find-schemas.ts";
import { titlesOf } from "./linked-titles.ts";

/** Keys to ids, many at once: what an import, a function and a pasted block of cells do alike. */
export function findRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [
    route({
      method: "POST",
      path: `${LIST_PATH}/find`,
      access: gate.action("read"),
      summary: {
        fr: "Trouver des documents par numéro, code ou nom",
        en: "Find documents by number, code or name",
      },
      body: findBody,
      answers: { 200: findAnswer },
      appliesTo: isDocument,
      async handle(call, { texts }) {
        const doctype = pathParam(call, "doctype");
        const wishes = [...new Set(texts)].map((each) => ({ doctype, text: each }));
        const find = await documents.find(call.ctx, wishes);
        const answers = wishes.map((wish) => ({ wish, answer: find(wish) }));
        const ids = answers.flatMap(({ answer }) => (typeof answer === "object" ? [answer.id] : []));
        const titles = await titlesOf(documents, call.ctx, doctype, [...new Set(ids)]);
        const found: FindAnswer["found"] = answers.flatMap(({ wish, answer }) =>
          typeof answer === "object" ? [{ text: wish.text, id: answer.id, title: titles.get(answer.id) ?? null }] : [],
        );
        const refused: FindAnswer["refused"] = answers.flatMap(({ wish, answer }) => {
          if (typeof answer === "object") return [];
          const { code, params } = refusedWish(call.ctx.registry, wish, answer);
          return [{ text: wish.text, code, message: interpolateText(errorDefinition(code), params) }];
        });
        return json({ found, refused });
      },
    }),
  ];
}
