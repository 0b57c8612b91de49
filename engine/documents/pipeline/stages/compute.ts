import { collectLinkIds } from "../../../calculation/index.ts";
import { computeDocument } from "../../linking/compute-document.ts";
import { type LinkedRecords, loadLinkedRecords } from "../../linking/linked-records.ts";
import { requestEnvironment } from "../../linking/request-environment.ts";
import { writeLinkPlan } from "../../linking/write-link-plan.ts";
import type { Document } from "../../types.ts";
import { each, type Run, type Stage } from "../stage.ts";
import type { Work } from "../work.ts";

/**
 * Defaults and formulas, with what they read of linked documents. Links of several documents are read at once, and what
 * one finds through computed links is known to the next. What is cancelled or deleted stays as it was computed.
 */
export const compute: Stage = {
  name: "compute",
  async check(run, works) {
    const { becomes } = run.request;
    let known = works.length > 1 ? await loadLinks(run, works) : undefined;
    return each(run, works, async (work) => {
      if (becomes === "cancelled" || becomes === "deleted")
        return withLinks(work, known ?? (await loadLinks(run, [work])));
      const computed = await computeWork(run, work, work.typed, known);
      if (known) known = computed.links;
      return computed;
    });
  },
};

function loadLinks({ request, connection }: Run, works: readonly Work[]): Promise<LinkedRecords> {
  const { ctx, doctype } = request;
  const ids = collectLinkIds(doctype, ...works.flatMap(({ typed, stored }) => (stored ? [typed, stored] : [typed])));
  return loadLinkedRecords(connection, ctx.registry, writeLinkPlan(request), ids);
}

const withLinks = (work: Work, links: LinkedRecords): Work => ({
  ...work,
  links,
  environments: requestEnvironment(work.ctx, links),
});

/** The document computed from these values; `known` links are not read again. */
export async function computeWork(run: Run, work: Work, typed: Document, known?: LinkedRecords): Promise<Work> {
  const { request, connection, memory } = run;
  const { document, links, problems } = await computeDocument({
    ctx: request.ctx,
    connection,
    doctype: request.doctype,
    functions: run.engine.ports.functions,
    plan: writeLinkPlan(request),
    merged: typed,
    stored: work.stored ?? null,
    ...(known ? { known } : {}),
    memory,
  });
  return { ...withLinks(work, links), document, problems };
}
