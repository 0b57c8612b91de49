import type { Field } from "../../../../engine/contract/types/index.ts";
import type { ComputeBody, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { autoOf, loadedValues, rowsOf } from "./form-rows.ts";
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
  for (const [id, child] of Object.entries(tables)) {
    const field = doctype.fields[id];
    if (field && isSent(field, level)) payload[id] = rowsOf(values, id).map((row) => rowPayload(child, row, level));
  }
  return payload;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Only what differs from the stored document. Values that followed a newly chosen link are sent like typed ones. */
export function changePayload(model: FormModel, values: FormValues, stored: FormValues): Values {
  const now = createPayload(model, withoutAuto(model, values));
  const before = createPayload(model, withoutAuto(model, stored));
  return Object.fromEntries(Object.entries(now).filter(([id, value]) => !isSame(value, before[id])));
}

/** The document of a form as the server takes it to compute: a new one, a stored one as it is, or with what differs. */
export function inHand(model: FormModel, { values, stored, isDirty }: Opened): ComputeBody {
  if (!stored) return { values: createPayload(model, values) as ComputeBody["values"] };
  const id = String(stored["id"]);
  if (!isDirty) return { id };
  const before = loadedValues(model.doctype, stored);
  return { id, values: changePayload(model, values, before) as ComputeBody["values"] };
}

interface Opened {
  readonly values: FormValues;
  readonly stored: FormValues | null;
  readonly isDirty: boolean;
}

/** On a stored document nothing is left to the server's defaults; new rows still are. */
function withoutAuto(model: FormModel, values: FormValues): FormValues {
  const copy: Record<string, unknown> = { ...values, $auto: [] };
  for (const table of Object.keys(model.tables)) {
    copy[table] = rowsOf(values, table).map((row) => (row["id"] === undefined ? row : { ...row, $auto: [] }));
  }
  return copy;
}
