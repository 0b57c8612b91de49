import type { DocumentAnswer, MetaAnswer } from "../../../../engine/http/api-types.ts";
import type { ChangeExtra } from "../../inputs/input-props.ts";
import { autoOf, computeForm, type FormResult } from "./compute-form.ts";
import { loadedValues, newRow } from "./form-rows.ts";
import { createLinkedRecords } from "./linked-records.ts";
import { rowsOf } from "./record-view.ts";
import type { FormModel, FormRow, FormValues } from "./types.ts";

/** Messages by JSON pointer into the values: `/due_date`, `/lines/2/quantity`, `` for the document itself. */
export type FormErrors = Readonly<Record<string, string>>;

export interface FormState extends FormResult {
  readonly errors: FormErrors;
  readonly isDirty: boolean;
  /**
   * The document as it was when its values were put into the form; null while it is new. Changes are told against it, whatever
   * has been stored since: only so does the server see that somebody else was faster.
   */
  readonly stored: DocumentAnswer | null;
}

/** The open form: one state, changed by named moves, computed after each. */
export interface FormStore {
  readonly model: FormModel;
  readonly getState: () => FormState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly setField: (name: string, value: unknown, extra?: ChangeExtra) => void;
  readonly setCell: (table: string, key: string, name: string, value: unknown, extra?: ChangeExtra) => void;
  /** Several cells at once: a paste. Values may carry `$expanded`. */
  readonly setRows: (table: string, rows: readonly FormRow[]) => void;
  readonly insertRow: (table: string, index: number, given?: FormValues) => string;
  readonly removeRow: (table: string, key: string) => void;
  readonly moveRow: (table: string, key: string, toIndex: number) => void;
  /** Values the server computed; typed ones stay. */
  readonly mergeComputed: (document: DocumentAnswer) => void;
  readonly setErrors: (errors: FormErrors) => void;
  /** Starts over from a document as it is stored now. */
  readonly load: (document: DocumentAnswer) => void;
  /** Starts over from other values. */
  readonly reset: (values: FormValues) => void;
}

interface FormStoreOptions {
  readonly meta: MetaAnswer;
  readonly model: FormModel;
  readonly values: FormValues;
  readonly isDirty: boolean;
  readonly stored: DocumentAnswer | null;
}

const todayText = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

export function createFormStore({ meta, model, values, isDirty, stored }: FormStoreOptions): FormStore {
  const listeners = new Set<() => void>();
  const links = createLinkedRecords({ meta, needs: model.needs, onLoaded: () => recompute() });
  const compute = (given: FormValues) =>
    computeForm({ meta, model, links, today: todayText(), now: new Date().toISOString() }, given);
  let state: FormState = { ...compute(values), errors: {}, isDirty, stored };

  const publish = (next: FormState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const recompute = () => publish({ ...state, ...compute(state.values) });
  const change = (next: FormValues, touched: string, isRead = true) => {
    const errors = Object.fromEntries(
      Object.entries(state.errors).filter(([pointer]) => pointer !== touched && pointer !== ""),
    );
    const computed = isRead ? compute(next) : { ...state, values: next };
    publish({ ...state, ...computed, errors, isDirty: true });
  };
  const changeRows = (table: string, rows: readonly FormRow[], touched: string, isRead = true) =>
    change({ ...state.values, [table]: rows }, touched, isRead);

  return {
    model,
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setField: (name, value, extra) =>
      change(assign(model, null, state.values, name, value, extra), `/${name}`, model.reads.has(name)),
    setCell: (table, key, name, value, extra) => {
      const rows = rowsOf(state.values, table);
      const index = rows.findIndex((row) => row.$key === key);
      if (index < 0) return;
      const row = assign(model, table, rows[index]!, name, value, extra) as FormRow;
      changeRows(table, rows.with(index, row), `/${table}/${index}/${name}`, model.reads.has(`.${name}`));
    },
    setRows: (table, rows) => changeRows(table, rows, `/${table}`),
    insertRow: (table, index, given) => {
      const row = newRow(model.tables[table]!, given);
      changeRows(table, rowsOf(state.values, table).toSpliced(index, 0, row), `/${table}`);
      return row.$key;
    },
    removeRow: (table, key) =>
      changeRows(
        table,
        rowsOf(state.values, table).filter((row) => row.$key !== key),
        `/${table}`,
      ),
    moveRow: (table, key, toIndex) => {
      const rows = rowsOf(state.values, table);
      const from = rows.findIndex((row) => row.$key === key);
      if (from < 0 || toIndex < 0 || toIndex >= rows.length || from === toIndex) return;
      changeRows(table, rows.toSpliced(from, 1).toSpliced(toIndex, 0, rows[from]!), `/${table}`);
    },
    mergeComputed: (document) => publish({ ...state, values: mergeComputed(model, state.values, document) }),
    setErrors: (errors) => publish({ ...state, errors }),
    load: (document) =>
      publish({
        ...compute(loadedValues(model.doctype, document)),
        errors: {},
        isDirty: false,
        stored: document,
      }),
    reset: (next) => publish({ ...state, ...compute(next), errors: {}, isDirty: false }),
  };
}

/** Sets one value of a record; defaults that read through a newly chosen link are taken again from it. */
export function assign(
  model: FormModel,
  table: string | null,
  record: FormValues,
  name: string,
  value: unknown,
  extra?: ChangeExtra,
): FormValues {
  const followers = followersOf(model, table, name);
  const auto = new Set([...autoOf(record), ...followers]);
  auto.delete(name);
  const next: Record<string, unknown> = { ...record, [name]: value, $auto: [...auto] };
  if (extra) {
    const id = typeof value === "object" && value !== null ? (value as { readonly id?: string }).id : value;
    const expanded = record["$expanded"] as FormValues | undefined;
    next["$expanded"] = { ...expanded, [name]: { id, title: extra.title ?? null } };
  }
  return next;
}

/** Fields whose default reads through the link, and those that follow these in turn. */
function followersOf(
  model: FormModel,
  table: string | null,
  name: string,
  seen = new Set<string>(),
): ReadonlySet<string> {
  for (const step of model.steps) {
    if (step.kind !== "value" || step.mode !== "default" || step.table !== table) continue;
    if (!step.through.includes(name) || seen.has(step.id)) continue;
    seen.add(step.id);
    followersOf(model, table, step.id, seen);
  }
  return seen;
}

/** Takes formulas, computed fields and untouched defaults from the server's computation of the same values. */
function mergeComputed(model: FormModel, values: FormValues, document: FormValues): FormValues {
  const merge = (record: FormValues, answer: FormValues | undefined, fields: FormModel["doctype"]["fields"]) => {
    const auto = new Set(autoOf(record));
    const next: Record<string, unknown> = { ...record };
    for (const [id, field] of Object.entries(fields)) {
      const isComputed = field.formula !== undefined || field.type === "computed" || auto.has(id);
      if (field.type !== "table" && isComputed && answer && answer[id] !== undefined) next[id] = answer[id];
    }
    return next;
  };
  const next = merge(values, document, model.doctype.fields) as Record<string, unknown>;
  for (const [table, child] of Object.entries(model.tables)) {
    const answered = (document[table] ?? []) as readonly FormValues[];
    const field = model.doctype.fields[table];
    if (field?.type === "table" && field.derive) {
      next[table] = answered.map((row, index) => ({ ...row, $key: String(row["id"] ?? index) }));
    } else {
      next[table] = rowsOf(values, table).map((row, index) => merge(row, answered[index], child.fields) as FormRow);
    }
  }
  return next;
}
