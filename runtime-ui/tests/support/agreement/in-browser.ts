import type { Members } from "../../../../engine/calculation/index.ts";
import type { ComputeAnswer } from "../../../../engine/http/api-types.ts";
import { compileFormModel } from "../../../src/form/model/compile-form-model.ts";
import { type ComputeContext, checkForm, computeForm } from "../../../src/form/model/compute-form.ts";
import { formConditions, toldConditions } from "../../../src/form/model/form-conditions.ts";
import { blankValues, loadedValues, rowsOf } from "../../../src/form/model/form-rows.ts";
import { assign } from "../../../src/form/model/form-store.ts";
import type { LinkedRecord } from "../../../src/form/model/linked-records.ts";
import { inHand } from "../../../src/form/model/payload.ts";
import { takeComputed } from "../../../src/form/model/take-computed.ts";
import type { FormConditions, FormModel, FormValues } from "../../../src/form/model/types.ts";
import type { AgreementCase, AgreementInput, Opened } from "./agreement-case.ts";

declare global {
  var openForms: ((input: AgreementInput) => readonly Opened[]) | undefined;
}

/** Opens each document in a form whose linked documents have all arrived. */
globalThis.openForms = (input) => {
  const records = new Map(
    Object.entries(input.records).flatMap(([doctype, list]) =>
      list.map((record) => [`${doctype}:${record.id}`, record] as const),
    ),
  );
  return input.cases.map((one) => openForm(input, records, one));
};

function openForm(
  input: AgreementInput,
  records: ReadonlyMap<string, LinkedRecord>,
  { doctype: id, given, stored, told }: AgreementCase,
): Opened {
  const { meta, today, now } = input;
  const doctype = meta.doctypes[id]!;
  const model = compileFormModel(meta, doctype);
  const get = (of: string, key: string) => asked(model, of, records.get(`${of}:${key}`));
  const single = (of: string) => input.records[of]?.[0] ?? null;
  const links = { get, single, refresh: () => undefined, isLoading: () => false };
  const context: ComputeContext = { meta, model, links, today, now, stored };
  const start = stored ? typedInto(model, stored, given) : blankValues(doctype, model.tables, given);
  const here = computeForm(context, start);
  const { values, conditions } = told ? merged(model, stored, here.values, told) : here;
  const { needsServer } = here;
  const isDirty = Object.keys(given).length > 0;
  const asks = inHand(model, { values: here.values, stored, isDirty });
  const problems = checkForm(context, values).map(({ code, pointer = "" }) => `${code} ${pointer}`);
  return { values, conditions: placesOf(values, conditions), problems: problems.sort(), needsServer, asks };
}

/** One value after the other, as a person types them; rows are told by their ids. */
function typedInto(model: FormModel, stored: FormValues, given: FormValues): FormValues {
  let values = loadedValues(model, stored);
  for (const [name, value] of Object.entries(given)) {
    if (!(name in model.tables)) values = assign(model, null, values, name, value);
    else {
      const cells = new Map((value as readonly FormValues[]).map((row) => [row["id"], row]));
      const rows = rowsOf(values, name).map((row) =>
        Object.entries(cells.get(row["id"]) ?? {})
          .filter(([column]) => column !== "id")
          .reduce((typed, [column, cell]) => assign(model, name, typed, column, cell), row as FormValues),
      );
      values = { ...values, [name]: rows };
    }
  }
  return values;
}

/** As the store takes an answer of the server. */
function merged(
  model: FormModel,
  stored: FormValues | null,
  here: FormValues,
  { document, conditions }: ComputeAnswer,
) {
  const values = takeComputed(model.resolved, stored, here, document as Members);
  return { values, conditions: formConditions(values, [], toldConditions(values, conditions)) };
}

/** Only what the form asks for comes with a record. */
function asked(model: FormModel, doctype: string, record: LinkedRecord | undefined): LinkedRecord | null {
  if (!record) return null;
  const names = [...(model.needs.get(doctype) ?? [])];
  return { id: record.id, ...Object.fromEntries(names.map((name) => [name, record[name] ?? null])) };
}

/** Rows by their place instead of their key. */
function placesOf(values: FormValues, { hidden, required, readOnly }: FormConditions): string[] {
  const byIndex = (place: string) => {
    const [table = "", key, field] = place.split("/");
    if (field === undefined) return place;
    return `${table}/${rowsOf(values, table).findIndex((row) => row.$key === key)}/${field}`;
  };
  const named = (places: ReadonlySet<string>, kind: string) => [...places].map((place) => `${byIndex(place)} ${kind}`);
  return [...named(hidden, "hidden"), ...named(required, "required"), ...named(readOnly, "read_only")].sort();
}
