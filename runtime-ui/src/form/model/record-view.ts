import type { MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import type { LinkedRecord, LinkedRecords } from "./linked-records.ts";
import type { FormModel, FormRow, FormValues } from "./types.ts";

/** A record as expressions see it: links are records where they were loaded. Changed while one pass computes. */
export type RecordView = Record<string, unknown>;

const DEPTH_MAX = 5;
const SYSTEM_FIELDS = [
  "id",
  "version",
  "docstatus",
  "number",
  "amended_from",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
];

/** What a pass needs to turn values into views. */
export interface ViewContext {
  readonly meta: MetaAnswer;
  readonly model: FormModel;
  readonly links: LinkedRecords;
}

function linkedView(context: ViewContext, doctypeId: string, id: string, depth: number): unknown {
  const wanted = context.model.needs.get(doctypeId);
  if (!wanted || depth > DEPTH_MAX) return id;
  const record = context.links.get(doctypeId, id);
  return record ? nestedView(context, doctypeId, record, wanted, depth) : id;
}

function nestedView(
  context: ViewContext,
  doctypeId: string,
  record: LinkedRecord,
  wanted: ReadonlySet<string>,
  depth: number,
): RecordView {
  const doctype = context.meta.doctypes[doctypeId];
  const view: RecordView = { id: record.id };
  for (const name of wanted) {
    const field = doctype?.fields[name];
    const value = record[name] ?? null;
    view[name] =
      field?.type === "link" && typeof value === "string" ? linkedView(context, field.to, value, depth + 1) : value;
  }
  return view;
}

/** One field's value as expressions see it. */
export function viewValue(context: ViewContext, doctype: MetaDoctype, name: string, value: unknown): unknown {
  const field = doctype.fields[name];
  if (field?.type === "link" && typeof value === "string") return linkedView(context, field.to, value, 0);
  return value ?? null;
}

export function rowView(context: ViewContext, child: MetaDoctype, row: FormValues, index: number): RecordView {
  const view: RecordView = { id: row["id"] ?? row["$key"] ?? null, position: index + 1 };
  for (const name of Object.keys(child.fields)) view[name] = viewValue(context, child, name, row[name]);
  return view;
}

export const rowsOf = (values: FormValues, table: string): readonly FormRow[] =>
  (values[table] ?? []) as readonly FormRow[];

export function documentView(context: ViewContext, values: FormValues): RecordView {
  const { doctype, tables } = context.model;
  const view: RecordView = {};
  for (const name of SYSTEM_FIELDS) view[name] = values[name] ?? null;
  if (doctype.lifecycle === "submittable") view["docstatus"] ??= "draft";
  for (const [name, field] of Object.entries(doctype.fields)) {
    if (field.type !== "table") view[name] = viewValue(context, doctype, name, values[name]);
  }
  for (const [table, child] of Object.entries(tables)) {
    view[table] = rowsOf(values, table).map((row, index) => rowView(context, child, row, index));
  }
  return view;
}

/** A single doctype's record with the links its readers follow. */
export function singleView(
  context: ViewContext,
  doctypeId: string,
  record: FormValues | null | undefined,
): RecordView | null {
  const doctype = context.meta.doctypes[doctypeId];
  if (!record || !doctype) return null;
  const view: RecordView = { id: record["id"] ?? null };
  for (const name of Object.keys(doctype.fields)) view[name] = viewValue(context, doctype, name, record[name]);
  return view;
}
