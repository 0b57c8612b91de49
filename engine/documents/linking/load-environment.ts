import type { Environment } from "../../contract/index.ts";
import type { Connection } from "../../database/index.ts";
import type { Document, RequestContext } from "../types.ts";
import { createEnvironmentFactory } from "./document-environment.ts";
import { createDocumentView } from "./document-view.ts";
import { planReads } from "./link-plan.ts";
import { collectLinkIds, loadLinkedRecords } from "./linked-records.ts";

/**
 * Everything expressions over a stored document read: the document with the linked documents of `linkPaths`, the
 * settings its postings, conversions and print-outs read, user, date and currencies. One statement.
 */
export async function loadEnvironment(
  ctx: RequestContext,
  connection: Connection,
  doctypeId: string,
  document: Document,
  linkPaths: readonly (readonly string[])[],
): Promise<Environment> {
  const { registry } = ctx;
  const doctype = registry.doctype(doctypeId);
  const readers = [
    ...registry.postingsOf(doctypeId),
    ...registry.conversionsFrom(doctypeId),
    ...registry.printsOf(doctypeId),
  ];
  const settingPaths = readers.flatMap(({ compiled }) => compiled.settingPaths);
  const plan = planReads(registry, doctype, [{ linkPaths, settingPaths }]);
  const links = await loadLinkedRecords(connection, registry, plan, collectLinkIds(doctype, document));
  return createEnvironmentFactory(ctx, links)({ document: createDocumentView(doctype, document, links) });
}
