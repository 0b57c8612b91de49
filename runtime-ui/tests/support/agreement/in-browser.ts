import { compileFormModel } from "../../../src/form/model/compile-form-model.ts";
import { type ComputeContext, checkForm, computeForm } from "../../../src/form/model/compute-form.ts";
import { blankValues, loadedValues, rowsOf } from "../../../src/form/model/form-rows.ts";
import type { LinkedRecord } from "../../../src/form/model/linked-records.ts";
import type { FormConditions, FormModel, FormValues } from "../../../src/form/model/types.ts";
import type { Agreed, AgreementCase, AgreementInput } from "./agreement-case.ts";

declare global {
  var openForms: ((input: AgreementInput) => readonly Agreed[]) | undefined;
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
  { doctype: id, given, stored }: AgreementCase,
): Agreed {
  const { meta, today, now } = input;
  const doctype = meta.doctypes[id]!;
  const model = compileFormModel(meta, doctype);
  const get = (of: string, key: string) => asked(model, of, records.get(`${of}:${key}`));
  const single = (of: string) => input.records[of]?.[0] ?? null;
  const links = { get, single, forget: () => undefined, isLoading: () => false };
  const context: ComputeContext = { meta, model, links, today, now, stored };
  const start = stored ? loadedValues(doctype, stored) : blankValues(doctype, model.tables, given);
  const { values, conditions, needsServer } = computeForm(context, start);
  const problems = checkForm(context, values).map(({ code, pointer = "" }) => `${code} ${pointer}`);
  return { values, conditions: placesOf(values, conditions), problems: problems.sort(), needsServer };
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
