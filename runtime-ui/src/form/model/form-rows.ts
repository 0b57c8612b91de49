import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { newId } from "../../../../engine/kernel/index.ts";
import type { FormModel, FormRow, FormValues } from "./types.ts";

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

/** The rows up to the last one that is meant: what Tab or a button added behind it and nobody filled is none. */
export function filledRows(child: MetaDoctype, rows: readonly FormRow[]): readonly FormRow[] {
  return rows.slice(0, rows.findLastIndex((row) => !isUnfilled(child, row)) + 1);
}

/** A new row with nothing in it, or with its defaults alone where these do not make a row. */
function isUnfilled(child: MetaDoctype, row: FormRow): boolean {
  const auto = autoOf(row);
  const isBlank = (id: string) => (row[id] ?? "") === "";
  const fields = Object.entries(child.fields).filter(([, { formula }]) => !formula);
  if (row["id"] !== undefined || fields.some(([id]) => !auto.includes(id) && !isBlank(id))) return false;
  return fields.every(([id]) => isBlank(id)) || fields.some(([id, { required }]) => required && isBlank(id));
}

/** Of each record that is stored, the fields somebody typed into since it was loaded. */
export const typedSince = (values: FormValues, loaded: FormValues): readonly string[] =>
  autoOf(loaded).filter((id) => !autoOf(values).includes(id));

/** A stored row as the form keeps it. */
function loadedRow(child: MetaDoctype | undefined, row: FormValues): FormRow {
  return { ...row, $key: String(row["id"] ?? newId()), $auto: child ? defaultedFields(child) : [] };
}

/** A stored document as the form keeps it: what nobody types follows what it was proposed from. */
export function loadedValues(
  { doctype, tables }: Pick<FormModel, "doctype" | "tables">,
  document: FormValues,
): FormValues {
  const values: Record<string, unknown> = { ...document, $auto: defaultedFields(doctype) };
  for (const [id, field] of Object.entries(doctype.fields)) {
    if (field.type !== "table") continue;
    values[id] = ((document[id] ?? []) as readonly FormValues[]).map((row) => loadedRow(tables[id], row));
  }
  return values;
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
