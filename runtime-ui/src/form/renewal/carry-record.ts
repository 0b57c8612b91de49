import { fieldIndex, parseField } from "../../../../engine/calculation/index.ts";
import type { ResolvedDoctype } from "../../../../engine/contract/index.ts";
import type { Field, Named } from "../../../../engine/contract/types/index.ts";
import { isTyped } from "../dialogs/is-typed.ts";
import { autoOf } from "../model/form-rows.ts";
import { isSame } from "../model/is-same.ts";
import type { FormValues } from "../model/types.ts";
import { presentField, presentOption } from "./present-name.ts";

/** A value that has no place any more; `record` holds it under `name`, as its field was. */
export interface LostValue {
  readonly field: Field;
  readonly name: string;
  readonly record: FormValues;
}

export interface CarriedRecord {
  readonly values: FormValues;
  readonly lost: readonly LostValue[];
}

interface Carrying {
  /** The fields as they were when the values were typed. */
  readonly fields: Named<Field>;
  /** Null where no record takes its place. */
  readonly to: ResolvedDoctype | null;
  readonly typed: FormValues;
  /** What stood there before anything was typed, under the names of then; null where all of it is new. */
  readonly before: FormValues | null;
  /** What stands there now where nothing was typed. */
  readonly base: FormValues;
}

/** What was typed into the fields of one record, put into the fields they are by now. */
export function carryRecord({ fields, to, typed, before, base }: Carrying): CarriedRecord {
  const values: Record<string, unknown> = { ...base };
  const auto = new Set(autoOf(base));
  const lost: LostValue[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === "table" || !(name in typed) || autoOf(typed).includes(name)) continue;
    // A default that somebody typed over, be it with what was proposed, is meant to stay.
    if (before && field.default === undefined && isSame(typed[name], before[name])) continue;
    const id = to ? presentField(name, fields, to.fields) : undefined;
    const value = to && id !== undefined ? presentValue(field, typed[name], to, id) : undefined;
    if (id === undefined || value === undefined) {
      if (!isNothing(typed[name])) lost.push({ field, name, record: recordOf(name, typed) });
      continue;
    }
    values[id] = value;
    auto.delete(id);
    values["$expanded"] = { ...(values["$expanded"] as object | undefined), ...titleOf(typed, name, id) };
  }
  return { values: { ...values, $auto: [...auto] }, lost };
}

/** The value as its field takes it today; undefined where it takes no such value. */
function presentValue(field: Field, value: unknown, to: ResolvedDoctype, id: string): unknown {
  const now = to.fields[id];
  if (!now || !isTyped(now) || now.read_only) return undefined;
  if (isNothing(value)) return value ?? null;
  if ("options" in field && "options" in now) {
    const option = (one: unknown) => presentOption(one, field.options ?? {}, now.options ?? {});
    if (!Array.isArray(value)) return now.type === field.type ? option(value) : undefined;
    const options = value.map(option);
    return now.type === field.type && !options.includes(undefined) ? options : undefined;
  }
  if (targetOf(field) !== targetOf(now)) return undefined;
  if (field.type === now.type) return value;
  const column = fieldIndex(to).byId.get(id);
  const taken = column && parseField(column, value, "");
  return taken && "value" in taken ? taken.value : undefined;
}

/** An id is a value for links to the same doctype alone. */
const targetOf = (field: Field): string | null =>
  field.type === "link" ? field.to : field.type === "dynamic_link" ? "*" : null;

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

function titleOf(typed: FormValues, name: string, id: string): FormValues {
  const title = (typed["$expanded"] as FormValues | undefined)?.[name];
  return title === undefined ? {} : { [id]: title };
}

const recordOf = (name: string, typed: FormValues): FormValues => ({
  [name]: typed[name],
  $expanded: titleOf(typed, name, name),
});
