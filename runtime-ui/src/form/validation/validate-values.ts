import type { OutputUnit } from "@cfworker/json-schema";
import type { TFunction } from "i18next";
import type { FormConditions } from "../model/evaluate-conditions.ts";
import type { FormErrors } from "../model/form-store.ts";
import { rowsOf } from "../model/record-view.ts";
import type { FormModel, FormValues } from "../model/types.ts";
import { findErrors, pointerOf } from "./no-eval-validator.ts";

/** What a JSON Schema keyword means to the person who filled the field in. */
function messageOf(error: OutputUnit, t: TFunction): string {
  switch (error.keyword) {
    case "required":
      return t("validation.required");
    case "minLength":
    case "maxLength":
    case "minItems":
    case "maxItems":
    case "minimum":
    case "maximum":
    case "pattern":
    case "format":
      return t(`validation.${error.keyword}`);
    default:
      return t("validation.invalid");
  }
}

const isBlank = (value: unknown) => value === null || value === undefined || value === "";

/** Required fields that are blank, those made required by a condition included. */
function blankFields(
  model: FormModel,
  values: FormValues,
  { required, hidden }: FormConditions,
  t: TFunction,
): FormErrors {
  const errors: Record<string, string> = {};
  const check = (fields: FormModel["doctype"]["fields"], record: FormValues, pointer: string, place: string) => {
    for (const [id, field] of Object.entries(fields)) {
      if (field.formula !== undefined || field.type === "computed" || hidden.has(place + id)) continue;
      const value = record[id];
      const isEmpty = field.type === "table" ? rowsOf(record, id).length === 0 : isBlank(value);
      const isRequired = field.type === "table" ? (field.min ?? 0) > 0 : field.required || required.has(place + id);
      if (isEmpty && isRequired)
        errors[`${pointer}/${id}`] = t(field.type === "table" ? "validation.minItems" : "validation.required");
    }
  };
  check(model.doctype.fields, values, "", "");
  for (const [table, child] of Object.entries(model.tables)) {
    const field = model.doctype.fields[table];
    if (field?.type === "table" && field.derive) continue;
    for (const [index, row] of rowsOf(values, table).entries()) {
      check(child.fields, row, `/${table}/${index}`, `${table}/${row.$key}/`);
    }
  }
  return errors;
}

/** Problems that can be told before anything is sent. The server has the last word. */
export function validateValues(
  model: FormModel,
  values: FormValues,
  payload: Readonly<Record<string, unknown>>,
  conditions: FormConditions,
  t: TFunction,
): FormErrors {
  const errors: Record<string, string> = {};
  for (const error of findErrors(model.doctype.schema, payload)) {
    // Blank required fields are found below, where defaults the server will fill in are known.
    if (error.keyword !== "required") errors[pointerOf(error)] = messageOf(error, t);
  }
  return { ...errors, ...blankFields(model, values, conditions, t) };
}
