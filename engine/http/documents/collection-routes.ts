import type { BulkRequest, Documents, DocumentValues, PostingPreview } from "../../documents/index.ts";
import { fail } from "../../kernel/index.ts";
import { download, json } from "../exchange/answer.ts";
import { toProblemDetail } from "../exchange/problem.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { withDimensionTitles } from "./dimension-titles.ts";
import { bodyValues, LIST_PATH } from "./document-routes.ts";
import { parseListQuery } from "./list-query.ts";

/** Right a bulk verb asks for; the documents layer asks again for each document. */
const BULK_VERBS = ["update", "submit", "cancel", "delete", "transition"] as const;
const BULK_MEMBERS = ["ids", "filter", "verb", "patch", "transition"];

/** Verbs over many documents, and the one over none: a preview. */
export function collectionRoutes(gate: Gate, documents: Documents): readonly Route[] {
  return [
    route({
      method: "POST",
      path: `${LIST_PATH}/preview`,
      access: gate.action("read"),
      summary: { fr: "Prévisualiser (rien n'est enregistré)", en: "Preview (nothing is stored)" },
      async handle(call) {
        const { id, values } = await bodyValues(call);
        const isValues = values !== null && typeof values === "object" && !Array.isArray(values);
        if (typeof id !== "string" && !isValues) return fail("HTTP_VALUE_MISSING", { name: "values" });
        const subject = isValues ? (values as DocumentValues) : (id as string);
        const preview = await documents.preview(call.ctx, pathParam(call, "doctype"), subject);
        const postings = await titled(documents, call, preview.postings);
        return json({ ...preview, postings, refusals: preview.refusals.map(toProblemDetail) });
      },
    }),
    route({
      method: "POST",
      path: `${LIST_PATH}/bulk`,
      access: gate.action("read"),
      summary: { fr: "Agir sur plusieurs", en: "Act on several" },
      limit: "heavy",
      handle: async (call) => json(await documents.bulk(call.ctx, pathParam(call, "doctype"), await bulkRequest(call))),
    }),
    route({
      method: "GET",
      path: `${LIST_PATH}/export`,
      access: gate.action("export"),
      summary: { fr: "Exporter (CSV, Excel)", en: "Export (CSV, Excel)" },
      limit: "heavy",
      async handle(call) {
        const query = new URLSearchParams(call.query);
        const format = query.get("format") ?? "csv";
        if (format !== "csv" && format !== "xlsx") return fail("HTTP_VALUE_INVALID", FORMAT_EXPECTED);
        query.delete("format");
        const request = { ...parseListQuery(query), format } as const;
        const file = await documents.exchange.exportRows(call.ctx, pathParam(call, "doctype"), request);
        return download(file.fileName, file.contentType, file.bytes);
      },
    }),
  ];
}

/** Journal lines with the names of their accounts and parties. */
async function titled(documents: Documents, call: MemberCall, postings: readonly PostingPreview[]) {
  const named = postings.map((posting) =>
    withDimensionTitles(documents, call.ctx, call.ctx.registry.ledger(posting.ledger), [posting]),
  );
  return (await Promise.all(named)).flat();
}

const FORMAT_EXPECTED = {
  name: "format",
  reason_fr: "csv ou xlsx est attendu.",
  reason_en: "csv or xlsx is expected.",
};

async function bulkRequest(call: MemberCall): Promise<BulkRequest> {
  const body = await call.body();
  const unknown = Object.keys(body).find((name) => !BULK_MEMBERS.includes(name));
  if (unknown !== undefined) return fail("HTTP_PARAMETER_UNKNOWN", { name: unknown, known: BULK_MEMBERS.join(", ") });
  const { verb, ids } = body;
  if (!BULK_VERBS.some((known) => known === verb)) {
    const known = BULK_VERBS.join(", ");
    return fail("HTTP_VALUE_INVALID", {
      name: "verb",
      reason_fr: `attendu : ${known}.`,
      reason_en: `expected: ${known}.`,
    });
  }
  if (ids !== undefined && !(Array.isArray(ids) && ids.every((id) => typeof id === "string"))) {
    return fail("HTTP_VALUE_INVALID", {
      name: "ids",
      reason_fr: "une liste d'identifiants est attendue.",
      reason_en: "a list of ids is expected.",
    });
  }
  return body as unknown as BulkRequest;
}
