import { collectLinkIds } from "../../../calculation/index.ts";
import { type Soon, whenKnown } from "../../../kernel/index.ts";
import { computeDocument } from "../../linking/compute-document.ts";
import { type LinkedRecords, loadLinkedRecords } from "../../linking/linked-records.ts";
import { requestEnvironment } from "../../linking/request-environment.ts";
import { followsUnlessSent } from "../../run/sent-values.ts";
import { each, type Run, type Stage } from "../../run/stage.ts";
import type { Work } from "../../run/work.ts";
import type { Document } from "../../types.ts";
import { writeLinkPlan } from "../write-link-plan.ts";

/**
 * Defaults and formulas, with what they read of linked documents. Links of several documents are read at once, and what
 * one finds through computed links is known to the next. What is cancelled or deleted stays as it was computed.
 */
export const compute: Stage = {
  name: "compute",
  check(run, works) {
    const { becomes } = run.request;
    let known: LinkedRecords | undefined;
    const step = (work: Work): Soon<Work> => {
      if (becomes === "cancelled" || becomes === "deleted")
        return whenKnown(known ?? loadLinks(run, [work]), (links) => withLinks(work, links));
      return whenKnown(computeWork(run, work, work.typed, known), (computed) => {
        if (known) known = computed.links;
        return computed;
      });
    };
    if (works.length === 1) return each(run, works, step);
    return whenKnown(loadLinks(run, works), (links) => {
      known = links;
      return each(run, works, step);
    });
  },
};

function loadLinks({ request, connection }: Run, works: readonly Work[]): Soon<LinkedRecords> {
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
export function computeWork(run: Run, work: Work, typed: Document, known?: LinkedRecords): Soon<Work> {
  const { request, connection, memory } = run;
  const computed = computeDocument({
    ctx: request.ctx,
    connection,
    doctype: request.doctype,
    functions: run.engine.ports.functions,
    plan: writeLinkPlan(request),
    merged: typed,
    ...(work.stored && { follows: followsUnlessSent(typed, work.sent) }),
    stored: work.stored ?? null,
    ...(known ? { known } : {}),
    memory,
  });
  return whenKnown(computed, ({ document, links, environments, problems }) => ({
    ...work,
    document,
    links,
    environments,
    problems,
  }));
}
