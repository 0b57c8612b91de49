import { type LinkPlan, planWrite } from "../../calculation/index.ts";
import type { Action, CompiledExpression } from "../../contract/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { WriteRequest } from "../run/write-request.ts";
import type { AccessPolicy } from "../types.ts";

/** Actions whose row rules may be evaluated on a document that is written. */
const JUDGED = ["create", "update", "delete", "submit", "cancel", "amend"] as const;

type Asked = Pick<WriteRequest, "ctx" | "doctype" | "action" | "becomes">;

const CACHE = new WeakMap<ResolvedDoctype, Map<string, LinkPlan>>();

/**
 * What to read beside documents of a doctype to write them with these rights: for computing and judging them, for their
 * workflow and, where they are submitted, for what they post. Made once per doctype, rights and purpose.
 */
export function writeLinkPlan({ ctx, doctype, action, becomes }: Asked): LinkPlan {
  const { registry, access } = ctx;
  const plans = CACHE.get(doctype) ?? new Map<string, LinkPlan>();
  CACHE.set(doctype, plans);
  // Reading is judged where a document is only looked at, and where its rules tell at which level.
  const isReadJudged = action === "read" || access.leastReadLevel(doctype.id) !== access.highestReadLevel(doctype.id);
  const key = `${becomes === "submitted" ? "submit" : "save"} ${isReadJudged ? "read " : ""}${access.key}`;
  let plan = plans.get(key);
  if (!plan) {
    const workflow = registry.workflowOf(doctype.id);
    const postings = becomes === "submitted" ? registry.postingsOf(doctype.id) : [];
    const judged = isReadJudged ? [...JUDGED, "read" as const] : JUDGED;
    plan = planWrite(registry.doctypes, doctype, {
      reads: [...(workflow ? [workflow] : []), ...postings].map(({ compiled }) => compiled),
      onDocument: judged.flatMap((action) => rulesOf(access, doctype.id, action)),
      onLinked: (to) => rulesOf(access, to, "read"),
    });
    plans.set(key, plan);
  }
  return plan;
}

function rulesOf(access: AccessPolicy, doctype: string, action: Action): readonly CompiledExpression[] {
  return access.grants(doctype, action).flatMap(({ where }) => (where ? [where] : []));
}
