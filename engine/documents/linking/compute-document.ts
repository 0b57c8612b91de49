import {
  askedToo,
  type ComputeByFunction,
  collectLinkIds,
  computeValues,
  type LinkPlan,
} from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import type { ErrorDetail } from "../../kernel/index.ts";
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
  /** Typed values merged over the stored ones; absent fields may take their default. */
  readonly merged: Document;
  readonly stored: Document | null;
  /** Linked documents read before. */
  readonly known?: LinkedRecords;
  /** Where linked documents may be taken from; only for a write, which looks whether they still are as remembered. */
  readonly memory?: RecordMemory | null;
}

export interface Computed {
  readonly document: Document;
  readonly links: LinkedRecords;
  readonly problems: readonly ErrorDetail[];
}

/**
 * Defaults and formulas, with the linked documents they read. One statement reads all links, and what computed links lead
 * to where metadata tells; else one more reads it, and everything is computed again from what was typed.
 */
export async function computeDocument(request: ComputeRequest): Promise<Computed> {
  const { ctx, connection, doctype, functions, plan, merged, stored, memory = null } = request;
  // The stored state is judged as well, by rules that may go over its links.
  const ids = collectLinkIds(doctype, merged, ...(stored ? [stored] : []));
  let links = request.known ?? (await loadLinkedRecords(connection, ctx.registry, plan, ids, noRecords, memory));
  const factory = requestEnvironment(ctx, links);
  for (let round = 1; ; round++) {
    const computed = computeValues({ doctype, typed: merged, stored, links, plan, factory, functions });
    links = computed.links;
    if (computed.missing.size === 0) {
      return { document: computed.document as Document, links, problems: computed.problems };
    }
    links =
      round < ROUNDS_MAX
        ? await loadLinkedRecords(connection, ctx.registry, plan, computed.missing, links, memory)
        : { ...links, asked: askedToo(links.asked, computed.missing) };
  }
}
