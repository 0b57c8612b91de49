import type { Field } from "../../../../engine/contract/types/index.ts";
import type { ComputeBody, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { autoOf, filledRows, loadedValues, rowsOf, typedSince } from "./form-rows.ts";
import { isSame } from "./is-same.ts";
import type { FormModel, FormValues } from "./types.ts";

type Values = Readonly<Record<string, unknown>>;

/** Values a person may give; the rest is computed and would be refused or ignored. */
function isSent(field: Field, writeLevel: number): boolean {
  if (field.formula !== undefined || field.type === "computed" || (field.level ?? 0) > writeLevel) return false;
  return !(field.type === "table" && field.derive);
}

/** What was never typed stays out, so that the server applies its own default. */
function recordPayload(doctype: MetaDoctype, record: FormValues, writeLevel: number): Record<string, unknown> {
  const auto = new Set(autoOf(record));
  const entries = Object.entries(doctype.fields).filter(
    ([id, field]) => field.type !== "table" && isSent(field, writeLevel) && !auto.has(id) && record[id] !== undefined,
  );
  return Object.fromEntries(entries.map(([id]) => [id, record[id]]));
}

function rowPayload(child: MetaDoctype, row: FormValues, writeLevel: number): Values {
  const payload = recordPayload(child, row, writeLevel);
  return typeof row["id"] === "string" ? { id: row["id"], ...payload } : payload;
}

/** Everything to send for a new document. */
export function createPayload(model: FormModel, values: FormValues): Values {
  const { doctype, tables } = model;
  const level = doctype.rights.write_level;
  const payload = recordPayload(doctype, values, level);
  const asSent = (child: MetaDoctype) => (row: FormValues) => rowPayload(child, row, level);
  for (const [id, child] of Object.entries(tables)) {
    const field = doctype.fields[id];
    if (field && isSent(field, level)) payload[id] = filledRows(child, rowsOf(values, id)).map(asSent(child));
  }
  return payload;
}

/** Only what somebody changed in the stored document: what follows from it is proposed by the server as it is here. */
export function changePayload(model: FormModel, values: FormValues, stored: FormValues): Values {
  const now = createPayload(model, values);
  const shown = createPayload(model, allTyped(model, values));
  const before = createPayload(model, allTyped(model, stored));
  const changed = Object.keys(shown).filter((id) => !isSame(shown[id], before[id]));
  // Typed anew it is meant to stay, also where it is what it was and what it was proposed from is changed.
  const typed = changed.length === 0 ? [] : typedAnew(model, values, stored);
  return Object.fromEntries([...new Set([...changed, ...typed])].flatMap((id) => (id in now ? [[id, now[id]]] : [])));
}

/** Fields of the header, and tables for the columns of their rows. */
function typedAnew({ tables }: FormModel, values: FormValues, stored: FormValues): readonly string[] {
  const isTyped = (table: string) => {
    const loaded = new Map(rowsOf(stored, table).map((row) => [row.$key, row]));
    return rowsOf(values, table).some((row) => typedSince(row, loaded.get(row.$key) ?? row).length > 0);
  };
  return [...typedSince(values, stored), ...Object.keys(tables).filter(isTyped)];
}

/** The document of a form as the server takes it to compute: a new one, a stored one as it is, or with what differs. */
export function inHand(model: FormModel, { values, stored, isDirty }: Opened): ComputeBody {
  if (!stored) return { values: createPayload(model, values) as ComputeBody["values"] };
  const id = String(stored["id"]);
  if (!isDirty) return { id };
  const before = loadedValues(model, stored);
  return { id, values: changePayload(model, values, before) as ComputeBody["values"] };
}

interface Opened {
  readonly values: FormValues;
  readonly stored: FormValues | null;
  readonly isDirty: boolean;
}

/** To tell what differs: as if nothing that is stored followed anything. */
function allTyped(model: FormModel, values: FormValues): FormValues {
  const copy: Record<string, unknown> = { ...values, $auto: [] };
  for (const table of Object.keys(model.tables)) {
    copy[table] = rowsOf(values, table).map((row) => (row["id"] === undefined ? row : { ...row, $auto: [] }));
  }
  return copy;
}
