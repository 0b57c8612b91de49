import type { CompiledCondition, Environment, ResolvedDoctype } from "../../contract/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { EnvironmentFactory } from "../computing/environment-factory.ts";
import type { DocumentView } from "../links/document-view.ts";

/** What one condition says of one field, in the header or in a row. */
export interface ConditionAnswer extends Pick<CompiledCondition, "kind" | "table" | "field"> {
  /** Of the row; null for the header. */
  readonly index: number | null;
  /** Null where it cannot be told: a value it reads is blank or not at hand. */
  readonly holds: boolean | null;
}

/** When each field of a document is shown, required and read-only, as far as conditions decide it. */
export function evaluateConditions(
  doctype: ResolvedDoctype,
  view: DocumentView,
  environments: EnvironmentFactory,
): readonly ConditionAnswer[] {
  return doctype.compiled.conditions.flatMap(({ kind, table, field, expression }): ConditionAnswer[] => {
    const answer = (environment: Environment, index: number | null): ConditionAnswer => {
      return { kind, table, field, index, holds: answerOf(() => expression.evaluate(environment)) };
    };
    if (table === null) return [answer(environments({ document: view }), null)];
    return (view[table] as readonly DocumentView[]).map((row, index) =>
      answer(environments({ document: view, row }), index),
    );
  });
}

function answerOf(evaluate: () => unknown): boolean | null {
  try {
    const answer = evaluate();
    return typeof answer === "boolean" ? answer : null;
  } catch (error) {
    if (isPerfexError(error)) return null;
    throw error;
  }
}
