import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { newId } from "../../../../engine/kernel/index.ts";
import type { FormRow, FormValues } from "./types.ts";

export const rowsOf = (values: FormValues, table: string): readonly FormRow[] =>
  (values[table] ?? []) as readonly FormRow[];

/** Ids of the fields of a record that follow their default: nobody typed them. */
export const autoOf = (record: FormValues): readonly string[] =>
  (record["$auto"] as readonly string[] | undefined) ?? [];

/** Ids of fields whose value follows a default until somebody types one. */
export function defaultedFields(doctype: MetaDoctype): readonly string[] {
  return Object.entries(doctype.fields).flatMap(([id, field]) =>
    field.default !== undefined && !field.formula ? [id] : [],
  );
}

export function newRow(child: MetaDoctype, given: FormValues = {}): FormRow {
  const auto = defaultedFields(child).filter((id) => given[id] === undefined);
  return { ...given, $key: newId(), $auto: auto };
}

/** A stored row as the form keeps it. */
function loadedRow(row: FormValues): FormRow {
  return { ...row, $key: String(row["id"] ?? newId()) };
}

/** A stored document as the form keeps it. What nobody ever gave is proposed again where metadata says so. */
export function loadedValues(doctype: MetaDoctype, document: FormValues): FormValues {
  const values: Record<string, unknown> = { ...document };
  const auto: string[] = [];
  for (const [id, field] of Object.entries(doctype.fields)) {
    if (field.type === "table") values[id] = ((document[id] ?? []) as readonly FormValues[]).map(loadedRow);
    else if (field.refill && (document[id] ?? null) === null) auto.push(id);
  }
  return auto.length === 0 ? values : { ...values, $auto: auto };
}

/** A blank document, with what the address or a conversion fills in. */
export function blankValues(
  doctype: MetaDoctype,
  tables: Readonly<Record<string, MetaDoctype>>,
  given: FormValues,
): FormValues {
  const values: Record<string, unknown> = { ...given };
  for (const [id, child] of Object.entries(tables)) {
    values[id] = ((given[id] ?? []) as readonly FormValues[]).map((row) => newRow(child, row));
  }
  values["$auto"] = defaultedFields(doctype).filter((id) => given[id] === undefined);
  return values;
}
