import type { ResolvedDoctype } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";
import { type LinkPlan, planWrite } from "./link-plan.ts";

const CACHE = new WeakMap<ResolvedDoctype, Map<string, LinkPlan>>();

/** The plan for writing documents of a doctype with the rights of this request; made once per doctype and set of rights. */
export function writePlan({ registry, access }: RequestContext, doctype: ResolvedDoctype): LinkPlan {
  const plans = CACHE.get(doctype) ?? new Map<string, LinkPlan>();
  CACHE.set(doctype, plans);
  let plan = plans.get(access.key);
  if (!plan) {
    const workflow = registry.workflowOf(doctype.id)?.compiled;
    plan = planWrite(registry, doctype, access, workflow ? [workflow] : []);
    plans.set(access.key, plan);
  }
  return plan;
}
