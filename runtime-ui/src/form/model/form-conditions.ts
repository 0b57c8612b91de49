import type { ConditionAnswer } from "../../../../engine/calculation/index.ts";
import { rowsOf } from "./form-rows.ts";
import type { FormConditions, FormValues } from "./types.ts";

/** What the server told of a condition, by the key of its row: rows move while its answer stays. */
export interface ToldCondition extends Pick<ConditionAnswer, "kind" | "holds"> {
  readonly place: string;
}

const named = (values: FormValues, { kind, table, field, index, holds }: ConditionAnswer): ToldCondition => {
  const isHeader = table === null || index === null;
  return { kind, holds, place: isHeader ? field : `${table}/${rowsOf(values, table)[index]?.$key}/${field}` };
};

/** Answers of the server on the rows of a form. */
export const toldConditions = (values: FormValues, answers: readonly ConditionAnswer[]): readonly ToldCondition[] =>
  answers.map((answer) => named(values, answer));

/**
 * Conditions as the form follows them: what is known here, else what the server told. Unknown to both (a blank or unloaded
 * value) leaves a field as it is: shown, optional, editable.
 */
export function formConditions(
  values: FormValues,
  answers: readonly ConditionAnswer[],
  told: readonly ToldCondition[],
): FormConditions {
  const known = new Map(told.map((condition) => [`${condition.place} ${condition.kind}`, condition]));
  for (const answer of answers) {
    const condition = named(values, answer);
    if (condition.holds !== null) known.set(`${condition.place} ${condition.kind}`, condition);
  }
  const all = [...known.values()];
  const placesOf = (kind: ConditionAnswer["kind"], holds: boolean) =>
    new Set(all.filter((condition) => condition.kind === kind && condition.holds === holds).map(({ place }) => place));
  return {
    hidden: placesOf("shown", false),
    required: placesOf("required", true),
    readOnly: placesOf("read_only", true),
  };
}
