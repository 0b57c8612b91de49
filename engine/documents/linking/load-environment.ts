import { collectLinkIds, documentView, planReads } from "../../calculation/index.ts";
import type { Environment } from "../../contract/index.ts";
import type { Connection } from "../../database/index.ts";
import type { Document, RequestContext } from "../types.ts";
import { loadLinkedRecords } from "./linked-records.ts";
import { requestEnvironment } from "./request-environment.ts";

/**
 * Everything expressions over stored documents read: each document with the linked documents of `linkPaths`, the
 * settings its postings, conversions and print-outs read, user, date and currencies. One statement for all of them; the
 * environments come in the order of the documents.
 */
export async function loadEnvironments(
  ctx: RequestContext,
  connection: Connection,
  doctypeId: string,
  documents: readonly Document[],
  linkPaths: readonly (readonly string[])[],
): Promise<readonly Environment[]> {
  const { registry } = ctx;
  const doctype = registry.doctype(doctypeId);
  const readers = [
    ...registry.postingsOf(doctypeId),
    ...registry.conversionsFrom(doctypeId),
    ...registry.printsOf(doctypeId),
  ];
  const settingPaths = readers.flatMap(({ compiled }) => compiled.settingPaths);
  const plan = planReads(registry.doctypes, doctype, [{ linkPaths, settingPaths }]);
  const links = await loadLinkedRecords(connection, registry, plan, collectLinkIds(doctype, ...documents));
  const environmentOf = requestEnvironment(ctx, links);
  return documents.map((document) => environmentOf({ document: documentView(doctype, document, links) }));
}
