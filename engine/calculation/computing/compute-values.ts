import { atOnce, type ErrorDetail, type Portions } from "../../kernel/index.ts";
import type { Members } from "../document.ts";
import { keepView, resolveView } from "../links/document-view.ts";
import {
  collectLinkIds,
  type LinkedDocuments,
  type LinkIds,
  missingIds,
  withRecords,
} from "../links/linked-documents.ts";
import { computePass, type PassRequest } from "./compute-pass.ts";
import { roundTypedMoney } from "./round-typed-money.ts";

/** Typed amounts are rounded to a currency that other amounts may decide: more rounds than this are a mistake in metadata. */
const ROUNDS_MAX = 8;

export interface ComputeRequest<L extends LinkedDocuments> extends PassRequest {
  readonly links: L;
}

export interface ComputedValues<L extends LinkedDocuments> {
  readonly document: Members;
  readonly problems: readonly ErrorDetail[];
  /** Those given, with the records found on the way. */
  readonly links: L;
  /** Linked documents still to be read; then everything is to be computed again from what was typed. */
  readonly missing: LinkIds;
  /** Some value stays as it was, since a link that leads to it is not at hand. */
  readonly isUnread: boolean;
}

/**
 * Defaults, formulas and derived rows of a document over what was typed, with the linked documents at hand. Pure: the server
 * and a screen get the same answer.
 */
export function computeValues<L extends LinkedDocuments>(request: ComputeRequest<L>): ComputedValues<L> {
  return atOnce(computeInPortions(request));
}

/** The same, left off wherever many rows were gone over: a server has others to serve. */
export function* computeInPortions<L extends LinkedDocuments>(request: ComputeRequest<L>): Portions<ComputedValues<L>> {
  const { doctype, stored, factory } = request;
  let { typed, links } = request;
  for (let round = 1; ; round++) {
    const { document, view, problems, found, isUnread } = yield* computePass({ ...request, typed, links });
    links = withRecords(links, found);
    if (found.size > 0) resolveView(doctype, view, links);
    const missing = missingIds(links, collectLinkIds(doctype, document));
    const computed = { document, problems, links, missing, isUnread };
    if (missing.size > 0) return computed;
    const rounded = roundTypedMoney({ doctype, stored, typed, view, links, factory });
    if (rounded === typed || round === ROUNDS_MAX) {
      keepView(document, links, view);
      return computed;
    }
    typed = rounded;
  }
}
