import { createEnvironment, type Environment } from "../../../../engine/contract/index.ts";
import { currencyDecimals, isPerfexError, newId } from "../../../../engine/kernel/index.ts";
import { documentTitle } from "../../meta/titles.ts";
import { evaluateConditions, type FormConditions } from "./evaluate-conditions.ts";
import { fieldValueOf } from "./field-value-of.ts";
import {
  documentView,
  type RecordView,
  rowsOf,
  rowView,
  singleView,
  type ViewContext,
  viewValue,
} from "./record-view.ts";
import type { FormRow, FormStep, FormValues } from "./types.ts";

export interface ComputeContext extends ViewContext {
  readonly today: string;
  readonly now: string;
}

export interface FormResult {
  readonly values: FormValues;
  readonly conditions: FormConditions;
  /** Something could not be computed here because a linked document cannot be read. */
  readonly needsServer: boolean;
}

/** A pass in progress. Rows are copied before they are changed. */
interface Pass {
  readonly context: ComputeContext;
  readonly values: Record<string, unknown>;
  readonly view: RecordView;
  readonly environment: EnvironmentOf;
  needsServer: boolean;
}

type EnvironmentOf = (row?: RecordView, more?: Readonly<Record<string, unknown>>) => Environment;

export const autoOf = (record: FormValues): readonly string[] =>
  (record["$auto"] as readonly string[] | undefined) ?? [];

/** Runs defaults, formulas and derived tables in the engine's order, then the conditions. Pure but for asking for links. */
export function computeForm(context: ComputeContext, given: FormValues): FormResult {
  const values: Record<string, unknown> = { ...given };
  for (const table of Object.keys(context.model.tables))
    values[table] = rowsOf(given, table).map((row) => ({ ...row }));
  const view = documentView(context, values);
  const pass: Pass = {
    context,
    values,
    view,
    environment: environmentsOf(context, view),
    needsServer: context.model.needsServer,
  };
  for (const step of context.model.steps) {
    if (step.kind === "derive") deriveTable(pass, step);
    else if (step.table === null) computeHeader(pass, step);
    else computeColumn(pass, step, step.table);
  }
  nameLinks(pass);
  const shared = reuseRows(given, values, Object.keys(context.model.tables));
  return {
    values: shared,
    conditions: evaluateConditions(context.model, values, view, pass.environment),
    needsServer: pass.needsServer,
  };
}

/** One user, organization, settings and date for every expression of a pass. */
function environmentsOf(context: ComputeContext, document: RecordView): EnvironmentOf {
  const { meta, model, links, today, now } = context;
  const settings: Record<string, unknown> = {};
  for (const single of model.singles) settings[single] = singleView(context, single, links.single(single));
  const mine = meta.roles.filter((role) => role.mine).map((role) => role.id);
  const roots = {
    user: { id: meta.user.id, email: meta.user.email, roles: mine },
    organization: singleView(context, "organization", meta.organization.values) ?? meta.organization.values,
    settings,
  };
  const roles = new Set(mine);
  return (row, more = {}) =>
    createEnvironment({
      document,
      ...(row ? { row } : {}),
      roots: { ...roots, ...more },
      today,
      now,
      roles,
      ownCurrency: meta.organization.currency,
    });
}

function textAt(view: unknown, path: readonly string[]): string | null {
  let value = view;
  for (const name of path) value = typeof value === "object" && value !== null ? (value as RecordView)[name] : null;
  return typeof value === "string" ? value : null;
}

function moneyDecimals(pass: Pass, path: readonly string[] | null, row?: RecordView): number {
  const code = path && (path[0] === "doc" ? textAt(pass.view, path.slice(1)) : textAt(row ?? pass.view, path));
  return currencyDecimals(code ?? pass.context.meta.organization.currency);
}

type ValueStep = Extract<FormStep, { readonly kind: "value" }>;

/** The computed value, or undefined when a link it reads through has not been loaded. */
function evaluate(pass: Pass, step: ValueStep, row?: RecordView): unknown {
  try {
    const result = step.evaluate(pass.environment(row));
    return fieldValueOf(step.field, result, moneyDecimals(pass, step.currency, row));
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    if (!pass.context.links.isLoading()) pass.needsServer = true;
    return undefined;
  }
}

function computeHeader(pass: Pass, step: ValueStep): void {
  if (step.mode === "default" && !autoOf(pass.values).includes(step.id)) return;
  const value = evaluate(pass, step);
  if (value === undefined) return;
  pass.values[step.id] = value;
  pass.view[step.id] = viewValue(pass.context, pass.context.model.doctype, step.id, value);
}

function computeColumn(pass: Pass, step: ValueStep, table: string): void {
  const child = pass.context.model.tables[table];
  const views = pass.view[table] as RecordView[];
  if (!child) return;
  rowsOf(pass.values, table).forEach((row, index) => {
    if (step.mode === "default" && !autoOf(row).includes(step.id)) return;
    const view = views[index]!;
    const value = evaluate(pass, step, view);
    if (value === undefined) return;
    (row as Record<string, unknown>)[step.id] = value;
    view[step.id] = viewValue(pass.context, child, step.id, value);
  });
}

type DeriveStep = Extract<FormStep, { readonly kind: "derive" }>;

function deriveTable(pass: Pass, step: DeriveStep): void {
  try {
    const rows = groupedRows(pass, step);
    const child = pass.context.model.tables[step.table]!;
    pass.values[step.table] = rows;
    pass.view[step.table] = rows.map((row, index) => rowView(pass.context, child, row, index));
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    if (!pass.context.links.isLoading()) pass.needsServer = true;
  }
}

function groupedRows(pass: Pass, step: DeriveStep): readonly FormRow[] {
  const child = pass.context.model.tables[step.table]!;
  const groups = new Map<string, { readonly row: Record<string, unknown>; readonly members: RecordView[] }>();
  for (const member of pass.view[step.derivation.each] as RecordView[]) {
    const scope = pass.environment(member);
    if (step.where && step.where(scope) !== true) continue;
    const row: Record<string, unknown> = {};
    for (const [column, expression] of Object.entries(step.by)) {
      const field = child.fields[column];
      if (field)
        row[column] = fieldValueOf(field, expression(scope), moneyDecimals(pass, step.currencies[column] ?? null));
    }
    const key = JSON.stringify(row);
    const group = groups.get(key) ?? { row, members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  const before = rowsOf(pass.values, step.table);
  return [...groups.values()].map(({ row, members }, index) => {
    const view = rowView(pass.context, child, row, index);
    for (const [column, expression] of Object.entries(step.set)) {
      const field = child.fields[column];
      if (!field) continue;
      const result = expression(pass.environment(view, { group: members }));
      row[column] = fieldValueOf(field, result, moneyDecimals(pass, step.currencies[column] ?? null, view));
      view[column] = viewValue(pass.context, child, column, row[column]);
    }
    return { ...row, $key: before[index]?.$key ?? newId() };
  });
}

/** Links set by a default or formula get their title from the record that was loaded for it. */
function nameLinks({ context, values }: Pass): void {
  const name = (
    record: Record<string, unknown>,
    fields: Readonly<Record<string, { readonly type: string; readonly to?: unknown }>>,
  ) => {
    for (const [id, field] of Object.entries(fields)) {
      const value = record[id];
      if (field.type !== "link" || typeof value !== "string") continue;
      const expanded = record["$expanded"] as Readonly<Record<string, { readonly id: string }>> | undefined;
      if (expanded?.[id]?.id === value) continue;
      const linked = context.links.get(String(field.to), value);
      if (!linked) continue;
      const title = documentTitle(context.meta, String(field.to), linked);
      record["$expanded"] = { ...expanded, [id]: { id: value, title } };
    }
  };
  name(values, context.model.doctype.fields);
  for (const [table, child] of Object.entries(context.model.tables)) {
    for (const row of rowsOf(values, table)) name(row as Record<string, unknown>, child.fields);
  }
}

/** Rows that came out as they were keep their identity, so that a grid redraws only what changed. */
function reuseRows(given: FormValues, values: Record<string, unknown>, tables: readonly string[]): FormValues {
  for (const table of tables) {
    const before = rowsOf(given, table);
    const after = rowsOf(values, table).map((row, index) => (sameRow(before[index], row) ? before[index]! : row));
    const isSame = after.length === before.length && after.every((row, index) => row === before[index]);
    values[table] = isSame ? before : after;
  }
  return values;
}

function sameRow(a: FormRow | undefined, b: FormRow): boolean {
  if (!a) return false;
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}
