import { type LinkPlan, planWrite } from "../../calculation/index.ts";
import type { Action, CompiledExpression } from "../../contract/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { AccessPolicy, RequestContext } from "../types.ts";

/** Actions whose row rules may be evaluated on a document that is written. */
const JUDGED = ["create", "update", "delete", "submit", "cancel", "amend"] as const;

const CACHE = new WeakMap<ResolvedDoctype, Map<string, LinkPlan>>();

/** The plan for writing documents of a doctype with the rights of this request; made once per doctype and set of rights. */
export function writePlan({ registry, access }: RequestContext, doctype: ResolvedDoctype): LinkPlan {
  const plans = CACHE.get(doctype) ?? new Map<string, LinkPlan>();
  CACHE.set(doctype, plans);
  let plan = plans.get(access.key);
  if (!plan) {
    const workflow = registry.workflowOf(doctype.id)?.compiled;
    plan = planWrite(registry.doctypes, doctype, {
      reads: workflow ? [workflow] : [],
      onDocument: JUDGED.flatMap((action) => rulesOf(access, doctype.id, action)),
      onLinked: (to) => rulesOf(access, to, "read"),
    });
    plans.set(access.key, plan);
  }
  return plan;
}

function rulesOf(access: AccessPolicy, doctype: string, action: Action): readonly CompiledExpression[] {
  return access.grants(doctype, action).flatMap(({ where }) => (where ? [where] : []));
}
