import type { Connection } from "../../database/index.ts";
import type { ErrorDetail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { createEnvironmentFactory } from "../linking/document-environment.ts";
import type { LinkPlan } from "../linking/link-plan.ts";
import {
  collectLinkIds,
  type LinkedRecords,
  loadLinkedRecords,
  missingIds,
  noRecords,
  withRecords,
} from "../linking/linked-records.ts";
import type { RecordMemory } from "../linking/record-memory.ts";
import type { Document, RequestContext } from "../types.ts";
import { computePass } from "./compute-pass.ts";
import { roundTypedMoney } from "./round-typed-money.ts";

/** Links found through computed links are read in further rounds; deeper chains than this are a mistake in metadata. */
const ROUNDS_MAX = 8;

export interface ComputeRequest {
  readonly ctx: RequestContext;
  readonly connection: Connection;
  readonly doctype: ResolvedDoctype;
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
  const { ctx, connection, doctype, plan, memory = null } = request;
  let typed = request.merged;
  // The stored state is judged as well, by rules that may go over its links.
  const ids = collectLinkIds(doctype, typed, ...(request.stored ? [request.stored] : []));
  let links = request.known ?? (await loadLinkedRecords(connection, ctx.registry, plan, ids, noRecords, memory));
  for (let round = 1; ; round++) {
    const factory = createEnvironmentFactory(ctx, links);
    const pass = computePass({ ...request, typed, links, factory });
    links = withRecords(links, pass.found);
    const missing = missingIds(links, collectLinkIds(doctype, pass.document));
    if (missing.size > 0 && round < ROUNDS_MAX) {
      links = await loadLinkedRecords(connection, ctx.registry, plan, missing, links, memory);
      continue;
    }
    const rounded = roundTypedMoney(doctype, typed, pass.document, links, factory);
    if (rounded === typed) return { document: pass.document, links, problems: pass.problems };
    typed = rounded;
  }
}
