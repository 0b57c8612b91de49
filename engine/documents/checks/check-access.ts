import { documentView, type EnvironmentFactory } from "../../calculation/index.ts";
import type { Action } from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { LinkedRecords } from "../linking/linked-records.ts";
import type { Work } from "../run/work.ts";
import type { AccessGrant, Document, RequestContext } from "../types.ts";

interface Judged {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly links: LinkedRecords;
  readonly environments: EnvironmentFactory;
}

/** Grants of the action whose row rule this state of the document meets. */
export function grantsFor(judged: Judged, action: Action, document: Document): readonly AccessGrant[] {
  const { ctx, doctype, links, environments } = judged;
  const grants = ctx.access.grants(doctype.id, action);
  if (grants.every(({ where }) => where === null)) return grants;
  const environment = environments({ document: documentView(doctype, document, links) });
  return grants.filter(({ where }) => where === null || where.evaluate(environment) === true);
}

/**
 * Both the stored and the written state must be covered by a grant: nobody changes a document beyond his reach, nor
 * moves one out of it. (That he may read it was decided when it was loaded.)
 */
export function checkRowAccess(work: Work): readonly AccessGrant[] {
  const { doctype, stored, document, action } = work;
  if (stored && grantsFor(work, action, stored).length === 0)
    fail("ACCESS_ROW_DENIED", { doctype: doctype.id, action });
  const grants = grantsFor(work, action, document);
  if (grants.length === 0) fail("ACCESS_ROW_DENIED", { doctype: doctype.id, action });
  return grants;
}
