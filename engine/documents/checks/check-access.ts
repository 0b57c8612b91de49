import { documentView, type EnvironmentFactory } from "../../calculation/index.ts";
import type { Action } from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { highestLevelOf } from "../access/grant-levels.ts";
import type { LinkedRecords } from "../linking/linked-records.ts";
import type { Work } from "../run/work.ts";
import type { AccessGrant, Document, RequestContext } from "../types.ts";

/** A document, or a state of it, that rules are looked at for. */
export interface Judged {
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
  const grants = grantsOf(work);
  if (grants.length === 0) fail("ACCESS_ROW_DENIED", { doctype: work.doctype.id, action: work.action });
  return grants;
}

/**
 * The grants of what is done that cover the document as it was or as it will be, whichever write less of it: what gives more in
 * one of the states does not give it in the other. None, where one of them is not covered.
 */
export function grantsOf(work: Work): readonly AccessGrant[] {
  const { stored, document, action } = work;
  const after = grantsFor(work, action, document);
  const before = stored ? grantsFor(work, action, stored) : after;
  return highestLevelOf(before, "writeLevel") < highestLevelOf(after, "writeLevel") ? before : after;
}
