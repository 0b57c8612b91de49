import { quoteIdent, quoteLiteral } from "../sql.ts";
import { toSql } from "./backfill.ts";
import type { DoctypeShape, WorkflowShape } from "./schema-source.ts";
import type { Column } from "./types.ts";

/**
 * The column of a workflow's state always has a value. Documents of before get theirs by the first condition met; else drafts the
 * initial state, the others that which submitting or cancelling leads to, where it leads to one.
 */
export function stateColumn(column: Column, doctype: DoctypeShape, workflow: WorkflowShape): Column {
  const isSubmittable = doctype.lifecycle === "submittable";
  const cases = workflow.compiled.existing.flatMap(({ state, condition }) => {
    const text = toSql(condition.checked);
    return text === undefined ? [] : [`when ${text} then ${quoteLiteral(state)}`];
  });
  const usual = isSubmittable ? statesByStatus(workflow) : ` when true then ${quoteLiteral(workflow.initial)}`;
  const backfill = `case ${cases.join(" ")}${usual} end`;
  const conditions = workflow.compiled.existing.map(({ condition }) => condition.checked);
  const reads = conditions.flatMap(({ paths }) => paths.map(([name]) => name!));
  return { ...column, isRequired: true, backfill, backfillReads: [...reads, ...(isSubmittable ? ["docstatus"] : [])] };
}

function statesByStatus({ initial, transitions }: WorkflowShape): string {
  const reachedBy = (verb: "submit" | "cancel"): string | undefined => {
    const states = new Set(Object.values(transitions).flatMap(({ action, to }) => (action === verb ? [to] : [])));
    return states.size === 1 ? [...states][0] : undefined;
  };
  const status = quoteIdent("docstatus");
  const states = { draft: initial, submitted: reachedBy("submit"), cancelled: reachedBy("cancel") };
  return Object.entries(states)
    .filter(([, state]) => state !== undefined)
    .map(([of, state]) => ` when ${status} = ${quoteLiteral(of)} then ${quoteLiteral(state!)}`)
    .join("");
}
