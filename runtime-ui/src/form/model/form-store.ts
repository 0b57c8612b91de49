import { followersOf, type Members } from "../../../../engine/calculation/index.ts";
import type { ComputeAnswer, DocumentAnswer, MetaAnswer } from "../../../../engine/http/api-types.ts";
import { clockIn, type ErrorDetail, newId } from "../../../../engine/kernel/index.ts";
import type { IntentPlace, Intents } from "../../api/intents.ts";
import { serverNow } from "../../api/server-time.ts";
import type { ChangeExtra } from "../../inputs/input-props.ts";
import { checkForm, computeForm, type FormResult, findUnread } from "./compute-form.ts";
import { formConditions, type ToldCondition, toldConditions } from "./form-conditions.ts";
import { errorsAfter, type FormErrors } from "./form-errors.ts";
import { autoOf, loadedValues, newRow, rowsOf } from "./form-rows.ts";
import { createLinkedRecords } from "./linked-records.ts";
import { mayRemoveRow } from "./may-remove-row.ts";
import { modelOfDocument } from "./model-of-document.ts";
import { takeComputed } from "./take-computed.ts";
import type { FormModel, FormRow, FormValues } from "./types.ts";
import { createUndoSteps } from "./undo-steps.ts";

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
  /** That of the document as it is stored: another one where its next answer shows more of it, or less. */
  readonly model: FormModel;
  readonly getState: () => FormState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly setField: (name: string, value: unknown, extra?: ChangeExtra) => void;
  /** Several at once, each as it is given: none follows another. `titles` may tell those of links. */
  readonly setFields: (given: FormValues, titles?: FormValues) => void;
  readonly setCell: (table: string, key: string, name: string, value: unknown, extra?: ChangeExtra) => void;
  /** Several cells at once: a paste. Values may carry `$expanded`. */
  readonly setRows: (table: string, rows: readonly FormRow[]) => void;
  readonly insertRow: (table: string, index: number, given?: FormValues) => string;
  /** Whether it went: a row the person may not take away stays. */
  readonly removeRow: (table: string, key: string) => boolean;
  readonly moveRow: (table: string, key: string, toIndex: number) => void;
  /** Takes the last change back; whether there was one. */
  readonly undo: () => boolean;
  /** Does again what was last taken back, unless something else was changed since; whether there was anything. */
  readonly redo: () => boolean;
  /** Somebody changed documents of this doctype, or of any: what was read of them is read again. */
  readonly refreshLinks: (doctype: string | null) => void;
  /** Values and conditions the server computed; what was typed stays. */
  readonly mergeComputed: (answer: ComputeAnswer) => void;
  /** What stands against saving, as far as it can be told here. */
  readonly check: () => readonly ErrorDetail[];
  readonly setErrors: (errors: FormErrors) => void;
  /** What was asked of the server with these values and not answered yet; kept with them, over a reload too. */
  readonly intents: IntentPlace;
  /** Starts over from a document as it is stored now. */
  readonly load: (document: DocumentAnswer) => void;
  /** Starts over from other values. */
  readonly reset: (values: FormValues) => void;
}

interface FormStoreOptions {
  readonly meta: MetaAnswer;
  /** That of any document of the doctype. */
  readonly model: FormModel;
  readonly values: FormValues;
  readonly isDirty: boolean;
  readonly stored: DocumentAnswer | null;
}

export function createFormStore({ meta, model: any, values, isDirty, stored }: FormStoreOptions): FormStore {
  const clock = clockIn(meta.organization.time_zone, serverNow);
  const listeners = new Set<() => void>();
  const links = createLinkedRecords({ meta, needs: any.needs, onLoaded: () => recompute() });
  let told: readonly ToldCondition[] = [];
  const contextOf = (of: FormValues | null) => {
    return {
      meta,
      model: modelOfDocument(meta, any, of),
      links,
      today: clock.today(),
      now: clock.now(),
      stored: of,
      told,
    };
  };
  const compute = (given: FormValues, of: FormValues | null = state.stored) => computeForm(contextOf(of), given);
  let state: FormState = { ...computeForm(contextOf(stored), values), errors: {}, isDirty, stored };

  const modelNow = () => modelOfDocument(meta, any, state.stored);
  const publish = (next: FormState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const recompute = () => publish({ ...state, ...compute(state.values) });
  const steps = createUndoSteps();
  const change = (next: FormValues, touched: string, isRead = true) => {
    // Typed letter by letter, a header field is one step; each change of the rows is one of its own.
    steps.keep(state, touched.lastIndexOf("/") === 0 && !(touched.slice(1) in modelNow().tables) ? touched : newId());
    const errors = errorsAfter(state.errors, state.values, next);
    const unread = () => findUnread(contextOf(state.stored), next);
    const computed = isRead ? compute(next) : { ...state, values: next, unread: unread() };
    publish({ ...state, ...computed, errors, isDirty: true });
  };
  const returnTo = (step: Pick<FormState, "values" | "isDirty"> | undefined) => {
    if (!step) return false;
    // What was asked of the server since is still asked.
    const values = { ...step.values, $intents: state.values["$intents"] };
    publish({ ...state, ...compute(values), errors: {}, isDirty: step.isDirty });
    return true;
  };
  const changeRows = (table: string, rows: readonly FormRow[], touched: string, isRead = true) =>
    change({ ...state.values, [table]: rows }, touched, isRead);

  return {
    get model() {
      return modelNow();
    },
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setField: (name, value, extra) =>
      change(assign(modelNow(), null, state.values, name, value, extra), `/${name}`, modelNow().reads.has(name)),
    setFields: (given, titles) => change(typedOver(state.values, given, titles), "/"),
    setCell: (table, key, name, value, extra) => {
      const rows = rowsOf(state.values, table);
      const index = rows.findIndex((row) => row.$key === key);
      if (index < 0) return;
      const row = assign(modelNow(), table, rows[index]!, name, value, extra) as FormRow;
      changeRows(table, rows.with(index, row), `/${table}/${index}/${name}`, modelNow().reads.has(`.${name}`));
    },
    setRows: (table, rows) => changeRows(table, rows, `/${table}`),
    insertRow: (table, index, given) => {
      const row = newRow(modelNow().tables[table]!, given);
      changeRows(table, rowsOf(state.values, table).toSpliced(index, 0, row), `/${table}`);
      return row.$key;
    },
    removeRow: (table, key) => {
      const rows = rowsOf(state.values, table);
      const row = rows.find(({ $key }) => $key === key);
      if (!row || !mayRemoveRow(modelNow(), state.stored, table, row)) return false;
      changeRows(
        table,
        rows.filter(({ $key }) => $key !== key),
        `/${table}`,
      );
      return true;
    },
    moveRow: (table, key, toIndex) => {
      const rows = rowsOf(state.values, table);
      const from = rows.findIndex((row) => row.$key === key);
      if (from < 0 || toIndex < 0 || toIndex >= rows.length || from === toIndex) return;
      changeRows(table, rows.toSpliced(from, 1).toSpliced(toIndex, 0, rows[from]!), `/${table}`);
    },
    undo: () => returnTo(steps.takeBack(state)),
    redo: () => returnTo(steps.takeAgain(state)),
    mergeComputed: ({ document, conditions }) => {
      const values = takeComputed(modelNow().resolved, state.stored, state.values, document as Members);
      told = toldConditions(values, conditions);
      publish({ ...state, values, conditions: formConditions(values, [], told) });
    },
    refreshLinks: (doctype) => links.refresh(doctype),
    check: () => checkForm(contextOf(state.stored), state.values),
    setErrors: (errors) => publish({ ...state, errors }),
    intents: {
      read: () => (state.values["$intents"] ?? {}) as Intents,
      write: (intents) => publish({ ...state, values: { ...state.values, $intents: intents } }),
    },
    load: (document) => {
      steps.clear();
      told = [];
      publish({
        ...compute(loadedValues(modelOfDocument(meta, any, document), document), document),
        errors: {},
        isDirty: false,
        stored: document,
      });
    },
    reset: (next) => {
      steps.clear();
      told = [];
      publish({ ...state, ...compute(next), errors: {}, isDirty: false });
    },
  };
}

function typedOver(record: FormValues, given: FormValues, titles: FormValues = {}): FormValues {
  const known = Object.entries(titles).filter(([name]) => name in given);
  const expanded = { ...(record["$expanded"] as FormValues | undefined), ...Object.fromEntries(known) };
  return { ...record, ...given, $expanded: expanded, $auto: autoOf(record).filter((name) => !(name in given)) };
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
  const followers = followersOf(model.resolved, table, name);
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
