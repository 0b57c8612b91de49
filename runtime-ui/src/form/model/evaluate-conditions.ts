import type { Environment } from "../../../../engine/contract/index.ts";
import { type RecordView, rowsOf } from "./record-view.ts";
import type { FormCondition, FormModel, FormValues } from "./types.ts";

/** Fields that are hidden, required or locked by a condition, as `field` or `table/key/field`. */
export interface FormConditions {
  readonly hidden: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
}

/** Unknown (a blank or unloaded value) leaves a field as it is: shown, optional, editable. */
export function evaluateConditions(
  model: FormModel,
  values: FormValues,
  view: RecordView,
  environment: (row?: RecordView) => Environment,
): FormConditions {
  const hidden = new Set<string>();
  const required = new Set<string>();
  const readOnly = new Set<string>();
  const note = (condition: FormCondition, place: string, row?: RecordView) => {
    const holds = evaluateOrNull(condition, environment(row));
    if (condition.kind === "shown" && holds === false) hidden.add(place);
    if (condition.kind === "required" && holds === true) required.add(place);
    if (condition.kind === "read_only" && holds === true) readOnly.add(place);
  };
  for (const condition of model.conditions) {
    const { table, field } = condition;
    if (table === null) {
      note(condition, field);
      continue;
    }
    const views = view[table] as RecordView[];
    for (const [index, row] of rowsOf(values, table).entries()) {
      note(condition, `${table}/${row.$key}/${field}`, views[index]);
    }
  }
  return { hidden, required, readOnly };
}

function evaluateOrNull(condition: FormCondition, environment: Environment): unknown {
  try {
    return condition.evaluate(environment);
  } catch {
    return null;
  }
}
