import type { Environment, ResolvedDoctype } from "../../contract/index.ts";
import { type ErrorDetail, errorDetail, isPerfexError, type Portions, STEPS_AT_ONCE } from "../../kernel/index.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { createDocumentView, type DocumentView, viewValue } from "../links/document-view.ts";
import type { LinkedDocuments, LinkedRecord } from "../links/linked-documents.ts";
import type { LinkPlan } from "../links/plan-links.ts";
import type { ComputeByFunction } from "./call-function.ts";
import { deriveRows } from "./derive-rows.ts";
import type { EnvironmentFactory } from "./environment-factory.ts";
import { fillColumns } from "./fill-columns.ts";
import { isOutdated } from "./is-outdated.ts";
import { mayCompute } from "./may-compute.ts";
import {
  type ColumnStep,
  type ComputedColumn,
  type DefaultStep,
  type DeriveStep,
  type FillStep,
  type PassStep,
  passSteps,
} from "./pass-steps.ts";
import { rowsOf, storedRow } from "./rows-of.ts";
import { setValue } from "./set-value.ts";

export type Follows = (field: string, table?: string, index?: number) => boolean;

export interface PassRequest {
  readonly doctype: ResolvedDoctype;
  /** Typed values over the stored ones. */
  readonly typed: Members;
  /** As it is in the database; null when it is new. */
  readonly stored: Members | null;
  readonly links: LinkedDocuments;
  /** What expressions read of linked documents. */
  readonly plan: LinkPlan;
  readonly factory: EnvironmentFactory;
  /** Absent on a screen: what functions compute is told by the server. */
  readonly functions?: ComputeByFunction;
  /** Did nobody give this value, so that it follows its default? Where nobody tells: every absent one. */
  readonly follows?: Follows;
}

/** The header or a row: values as JSON beside the view expressions read, which sees the values of the moment. */
export interface Place {
  readonly values: Record<string, JsonValue | undefined>;
  readonly view: DocumentView;
  readonly environment: Environment;
}

/** A document being computed. Lives within one pass only. */
export interface Draft extends PassRequest {
  readonly header: Place;
  readonly rows: Map<string, readonly Place[]>;
  readonly problems: ErrorDetail[];
  /** Records that computations put into links, by doctype. */
  readonly found: Map<string, Map<string, LinkedRecord>>;
  /** An expression read through a link that is not at hand, or a function computes what cannot be told here. */
  isUnread: boolean;
}

export interface Pass {
  readonly document: Members;
  /** The document as expressions see it. */
  readonly view: DocumentView;
  readonly problems: readonly ErrorDetail[];
  readonly found: ReadonlyMap<string, ReadonlyMap<string, LinkedRecord>>;
  readonly isUnread: boolean;
}

/** Runs the doctype's computations once, in the compiled order, over values that are not changed. */
export function* computePass(request: PassRequest): Portions<Pass> {
  const draft = newDraft(request);
  for (const step of passSteps(request.doctype)) {
    if (step.kind === "column") yield* computeColumn(draft, step);
    else computeStep(draft, step);
    // Whatever a step is about, it may read every row.
    yield rowCount(draft);
  }
  const { header, problems, found, isUnread } = draft;
  fillNulls(request.doctype, draft);
  return { document: header.values, view: header.view, problems, found, isUnread };
}

function newDraft(request: PassRequest): Draft {
  const { doctype, typed, stored, links, plan, factory, functions, follows } = request;
  const { layout, tables } = fieldIndex(doctype);
  const values = completed(layout, typed);
  for (const { id, child } of tables) {
    const row = fieldIndex(child).layout;
    values[id] = rowsOf(typed, id).map((given) => completed(row, given) as DocumentRow);
  }
  const view = createDocumentView(doctype, values, links);
  const header = { values, view, environment: factory({ document: view }) };
  const rows = new Map(tables.map(({ id }) => [id, rowPlaces(factory, header, id)]));
  // By name: an object copied and then given more members becomes a slow one.
  return {
    doctype,
    typed,
    stored,
    links,
    plan,
    factory,
    functions,
    follows,
    header,
    rows,
    problems: [],
    found: new Map(),
    isUnread: false,
  };
}

/** What was stored whole is copied as it is, which is several times faster than one member after the other. */
function completed(layout: Members, given: Members): Record<string, JsonValue | undefined> {
  for (const name in layout) if (!(name in given)) return { ...layout, ...given };
  return { ...given };
}

function rowPlaces(factory: EnvironmentFactory, { values, view }: Place, table: string): readonly Place[] {
  const views = view[table] as readonly DocumentView[];
  return rowsOf(values, table).map((row, index) => {
    const own = views[index]!;
    return { values: row as Record<string, JsonValue>, view: own, environment: factory({ document: view, row: own }) };
  });
}

function rowCount({ rows }: Draft): number {
  let count = 0;
  for (const places of rows.values()) count += places.length;
  return count;
}

function computeStep(draft: Draft, step: Exclude<PassStep, ColumnStep>): void {
  if (step.kind === "derive") computeDerivation(draft, step);
  else if (step.kind === "fill") computeFill(draft, step);
  else if (mayCompute(draft, step.field) && (!step.isDefault || takesDefault(draft, step, draft.header)))
    assign(draft, step, draft.header);
}

function* computeColumn(draft: Draft, step: ColumnStep): Portions<void> {
  const { table, field, isDefault } = step;
  if (!mayCompute(draft, field, table)) return;
  const { roots } = step.expression.checked;
  const readsAbove = roots.has("before") || roots.has("line");
  const above: DocumentView[] = [];
  let steps = 0;
  for (const [index, row] of draft.rows.get(table.id)!.entries()) {
    if (!isDefault || takesDefault(draft, step, row, index)) {
      assign(draft, step, readsAbove ? below(draft, row, above) : row, table.id, index);
      // What reads the rows above goes over them all.
      steps += readsAbove ? above.length : 1;
    }
    above.push(row.view);
    if (steps < STEPS_AT_ONCE) continue;
    yield steps;
    steps = 0;
  }
}

/** A row whose expressions see the rows above it, as they are now, as `before`, and itself among them as `line`. */
function below({ factory, header }: Draft, row: Place, before: readonly DocumentView[]): Place {
  return { ...row, environment: factory({ document: header.view, row: row.view, roots: { before, line: row.view } }) };
}

/** A stored record keeps what it has, unless that is outdated; a value that follows goes back to it where it no longer is. */
function takesDefault(draft: Draft, step: DefaultStep, place: Place, index = 0): boolean {
  const { id } = step.field;
  const table = step.kind === "column" ? step.table.id : undefined;
  const { values } = place;
  const before = table === undefined ? draft.stored : storedRow(draft.stored, table, values["id"] as string, index);
  if (!before) return follows(draft, place, id, table, index);
  if (isOutdated(draft, step, place, before)) return follows(draft, place, id, table, index);
  const was = before[id];
  if (was !== undefined && values[id] !== was && follows(draft, place, id, table, index)) {
    values[id] = was;
    place.view[id] = viewValue(step.field, was, draft.links);
  }
  return false;
}

const follows = (draft: Draft, { values }: Place, id: string, table?: string, index?: number): boolean =>
  draft.follows ? draft.follows(id, table, index) : values[id] === undefined;

/** A group over a link that is not at hand leaves the rows as they were. */
function computeDerivation(draft: Draft, step: DeriveStep): void {
  const { id } = step.table;
  if (!mayCompute(draft, step.table)) return;
  const places = attempt(
    draft,
    () => `/${id}`,
    () => deriveRows(draft, step),
  );
  if (places === UNKNOWN) return;
  draft.rows.set(id, places);
  draft.header.values[id] = places.map(({ values }) => values as unknown as DocumentRow);
  draft.header.view[id] = places.map(({ view }) => view);
}

function computeFill(draft: Draft, step: FillStep): void {
  if (!mayCompute(draft, step.table)) return;
  const pointer = () => `/${step.table.id}`;
  attempt(draft, pointer, () => fillColumns(draft, step));
}

/** Evaluates and assigns; a value that does not fit is a problem at the field's pointer. */
function assign(
  draft: Draft,
  { field, expression }: ComputedColumn,
  place: Place,
  table?: string,
  index?: number,
): void {
  const pointer = () => (table === undefined ? `/${field.id}` : `/${table}/${index}/${field.id}`);
  const result = attempt(draft, pointer, () => expression.evaluate(place.environment));
  if (result !== UNKNOWN) setValue(draft, field, place, result, pointer);
}

const UNKNOWN = Symbol("unknown");

/**
 * A link set in this pass may not be at hand yet: until the next round has it, the value stays as it was. Whatever else an
 * expression cannot do is a problem of its field.
 */
function attempt<T>(draft: Draft, pointer: () => string, work: () => T): T | typeof UNKNOWN {
  try {
    return work();
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    if (error.code === "EXPRESSION_LINK_NOT_LOADED") draft.isUnread = true;
    else draft.problems.push(errorDetail(error.code, pointer(), error.params));
    return UNKNOWN;
  }
}

/** Every stored field present, null where it has no value. Only secrets may be absent: they are never read back. */
function fillNulls(doctype: ResolvedDoctype, { header, rows }: Draft): void {
  const { nullable, tables } = fieldIndex(doctype);
  for (const id of nullable) header.values[id] ??= null;
  for (const { id, child } of tables) {
    const columns = fieldIndex(child).nullable;
    for (const { values } of rows.get(id)!) for (const column of columns) values[column] ??= null;
  }
}
