import { suggest } from "../contract/index.ts";
import {
  type DocumentScope,
  mayKnow,
  type RequestContext,
  type WorkflowMove,
  type WorkflowPort,
} from "../documents/index.ts";
import { fail } from "../kernel/index.ts";
import type { ResolvedWorkflow } from "../registry/index.ts";

type Transition = ResolvedWorkflow["transitions"][string];

/** Why a transition cannot be made now; null when it can. */
type Obstacle = "state" | "role" | "condition" | null;

/** States and transitions as the life cycle sees them: pure guards over a document at hand, never a write. */
export function createWorkflowPort(): WorkflowPort {
  return {
    start(ctx, doctype) {
      const workflow = ctx.registry.workflowOf(doctype);
      return workflow ? { field: workflow.field, state: workflow.initial } : null;
    },

    resolve(ctx, scope, id) {
      const workflow =
        ctx.registry.workflowOf(scope.doctype.id) ?? fail("WORKFLOW_NONE", { doctype: scope.doctype.id });
      const transition = transitionOf(workflow, id);
      refuse(obstacle(ctx, scope, workflow, id), transition, reasonParams(ctx, scope, workflow, id));
      return moveOf(workflow, id, stateOf(scope, workflow));
    },

    resolveVerb(ctx, scope, verb) {
      const workflow = ctx.registry.workflowOf(scope.doctype.id);
      const candidates = Object.keys(workflow?.transitions ?? {}).filter(
        (id) => workflow?.transitions[id]?.action === verb,
      );
      if (!workflow || candidates.length === 0) return null;
      const open = candidates.find((id) => obstacle(ctx, scope, workflow, id) === null);
      if (open !== undefined) return moveOf(workflow, open, stateOf(scope, workflow));
      return refuseVerb(ctx, scope, workflow, candidates, verb);
    },
  };
}

const stateOf = ({ document }: DocumentScope, { field, initial }: ResolvedWorkflow): string =>
  String(document[field] ?? initial);

function transitionOf({ transitions }: ResolvedWorkflow, id: string): Transition {
  const transition = Object.hasOwn(transitions, id) ? transitions[id] : undefined;
  if (transition) return transition;
  const closest = suggest(id, Object.keys(transitions));
  return fail("WORKFLOW_TRANSITION_UNKNOWN", {
    transition: id,
    suggestion_fr: closest ? ` Vouliez-vous dire « ${closest} » ?` : "",
    suggestion_en: closest ? ` Did you mean “${closest}”?` : "",
  });
}

function obstacle(ctx: RequestContext, scope: DocumentScope, workflow: ResolvedWorkflow, id: string): Obstacle {
  const { from, roles } = transitionOf(workflow, id);
  if (!from.includes(stateOf(scope, workflow))) return "state";
  const { kind, roles: held } = ctx.principal;
  if (roles && kind === "user" && !roles.some((role) => held.includes(role))) return "role";
  const when = workflow.compiled.when[id];
  if (when && scope.isOffer && !mayKnow(ctx, scope.doctype, when)) return null;
  return when && when.evaluate(scope.environment) !== true ? "condition" : null;
}

const CODES = {
  state: "WORKFLOW_TRANSITION_NOT_ALLOWED",
  role: "WORKFLOW_ROLE_DENIED",
  condition: "WORKFLOW_CONDITION_NOT_MET",
} as const;

const VERB_PARAMS = {
  submit: { verb_fr: "valider", verb_en: "submit" },
  cancel: { verb_fr: "annuler", verb_en: "cancel" },
} as const;

/** The state by its name; by its key only where the metadata no longer knows it. */
function stateParams(scope: DocumentScope, workflow: ResolvedWorkflow) {
  const state = stateOf(scope, workflow);
  const label = workflow.states[state]?.label;
  return { state_fr: label?.fr ?? state, state_en: label?.en ?? state };
}

/** What a refusal can say beside the transition's name: the state, who could make it, what its condition looks at. */
function reasonParams(ctx: RequestContext, scope: DocumentScope, workflow: ResolvedWorkflow, id: string) {
  const { roles = [] } = transitionOf(workflow, id);
  const roleLabels = roles.map((role) => ctx.registry.roles.get(role)?.label ?? { fr: role, en: role });
  const fields = readFields(ctx, scope, workflow, id).map(({ label }) => label);
  const inBrackets = (text: string) => (text === "" ? "" : ` (${text})`);
  return {
    ...stateParams(scope, workflow),
    roles_fr: roleLabels.map(({ fr }) => fr).join(" ou "),
    roles_en: roleLabels.map(({ en }) => en).join(" or "),
    fields_fr: inBrackets(fields.map(({ fr }) => fr).join(", ")),
    fields_en: inBrackets(fields.map(({ en }) => en).join(", ")),
  };
}

/** Fields of the document the condition looks at, as far as this person may read them. */
function readFields(ctx: RequestContext, { doctype }: DocumentScope, workflow: ResolvedWorkflow, id: string) {
  const roots = workflow.compiled.when[id]?.checked.roots ?? new Set<string>();
  const readable = ctx.access.leastReadLevel(doctype.id);
  return doctype.fieldList.filter((field) => roots.has(field.id) && (field.level ?? 0) <= readable);
}

function refuse(found: Obstacle, { label }: Transition, params: ReturnType<typeof reasonParams>): void {
  if (found) fail(CODES[found], { label_fr: label.fr, label_en: label.en, ...params });
}

/** The verb's own refusal: of the one transition that starts here, else that none does. */
function refuseVerb(
  ctx: RequestContext,
  scope: DocumentScope,
  workflow: ResolvedWorkflow,
  candidates: readonly string[],
  verb: "submit" | "cancel",
): never {
  const near = candidates.find((id) => obstacle(ctx, scope, workflow, id) !== "state");
  if (near !== undefined)
    refuse(
      obstacle(ctx, scope, workflow, near),
      transitionOf(workflow, near),
      reasonParams(ctx, scope, workflow, near),
    );
  return fail("WORKFLOW_VERB_NOT_OFFERED", { ...VERB_PARAMS[verb], ...stateParams(scope, workflow) });
}

function moveOf(workflow: ResolvedWorkflow, transition: string, from: string): WorkflowMove {
  const { to, action, roles } = transitionOf(workflow, transition);
  const move = { workflow: workflow.id, transition, field: workflow.field, from, to, isRoleBound: roles !== undefined };
  return action ? { ...move, action } : move;
}
