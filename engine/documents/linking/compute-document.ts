import {
  askedToo,
  type ComputeByFunction,
  collectLinkIds,
  computeInPortions,
  type EnvironmentFactory,
  type Follows,
  type LinkIds,
  type LinkPlan,
} from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import { type ErrorDetail, type Soon, whenKnown } from "../../kernel/index.ts";
import { inPortions } from "../../kernel/threads/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Document, RequestContext } from "../types.ts";
import { type LinkedRecords, loadLinkedRecords, noRecords } from "./linked-records.ts";
import type { RecordMemory } from "./record-memory.ts";
import { requestEnvironment } from "./request-environment.ts";

/** Links found through computed links are read in further rounds; deeper chains than this are a mistake in metadata. */
const ROUNDS_MAX = 8;

export interface ComputeRequest {
  readonly ctx: RequestContext;
  readonly connection: Connection;
  readonly doctype: ResolvedDoctype;
  readonly functions: ComputeByFunction;
  readonly plan: LinkPlan;
  /** Typed values merged over the stored ones; absent fields of a new document or row may take their default. */
  readonly merged: Document;
  /** Did nobody give this value, so that it follows what it is proposed from? Where nobody tells: every absent one. */
  readonly follows?: Follows;
  readonly stored: Document | null;
  /** Linked documents read before. */
  readonly known?: LinkedRecords;
  /** Where linked documents may be taken from; only for a write, which looks whether they still are as remembered. */
  readonly memory?: RecordMemory | null;
}

export interface Computed {
  readonly document: Document;
  readonly links: LinkedRecords;
  /** What it was computed in, and is judged in. */
  readonly environments: EnvironmentFactory;
  readonly problems: readonly ErrorDetail[];
}

/**
 * Defaults and formulas, with the linked documents they read. One statement reads all links, and what computed links lead
 * to where metadata tells; else one more reads it, and everything is computed again from what was typed.
 */
export function computeDocument(request: ComputeRequest): Soon<Computed> {
  const { ctx, doctype, merged, stored, known } = request;
  // The stored state is judged as well, by rules that may go over its links.
  const states = stored ? [merged, stored] : [merged];
  const links = known ?? loadMore(request, collectLinkIds(doctype, ...states), noRecords);
  return whenKnown(links, (found) => computeRound(request, found, requestEnvironment(ctx, found), 1));
}

function computeRound(
  request: ComputeRequest,
  known: LinkedRecords,
  environments: EnvironmentFactory,
  round: number,
): Soon<Computed> {
  const { doctype, functions, plan, merged, stored, follows } = request;
  const work = computeInPortions({
    doctype,
    typed: merged,
    stored,
    links: known,
    plan,
    factory: environments,
    functions,
    ...(follows && { follows }),
  });
  return whenKnown(inPortions(work), ({ document, links, problems, missing }): Soon<Computed> => {
    if (missing.size === 0) return { document: document as Document, links, environments, problems };
    const more =
      round < ROUNDS_MAX ? loadMore(request, missing, links) : { ...links, asked: askedToo(links.asked, missing) };
    return whenKnown(more, (found) => computeRound(request, found, environments, round + 1));
  });
}

const loadMore = ({ connection, ctx, plan, memory = null }: ComputeRequest, ids: LinkIds, known: LinkedRecords) =>
  loadLinkedRecords(connection, ctx.registry, plan, ids, known, memory);
