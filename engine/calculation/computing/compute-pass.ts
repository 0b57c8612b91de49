import type {
  CompiledExpression,
  CompiledFill,
  Computation,
  Environment,
  ResolvedDoctype,
  ResolvedField,
} from "../../contract/index.ts";
import { type ErrorDetail, errorDetail, isPerfexError, newId } from "../../kernel/index.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { recordInHand } from "../links/computed-links.ts";
import { createDocumentView, createRowView, type DocumentView, viewValue } from "../links/document-view.ts";
import { type LinkedDocuments, type LinkedRecord, linkedRecord } from "../links/linked-documents.ts";
import type { LinkPlan } from "../links/plan-links.ts";
import { assignValue } from "../values/assign-value.ts";
import type { ComputeByFunction } from "./call-function.ts";
import { deriveRows } from "./derive-rows.ts";
import type { EnvironmentFactory } from "./environment-factory.ts";
import { fillColumns } from "./fill-columns.ts";
import { mayCompute } from "./may-compute.ts";
import { moneyDecimals } from "./money-decimals.ts";
import { rowsOf } from "./rows-of.ts";

export interface PassRequest {
  readonly doctype: ResolvedDoctype;
  /** Typed values over the stored ones; absent fields may take their default. */
  readonly typed: Members;
  /** As it is in the database; null when it is new. */
  readonly stored: Members | null;
  readonly links: LinkedDocuments;
  /** What expressions read of linked documents. */
  readonly plan: LinkPlan;
  readonly factory: EnvironmentFactory;
  /** Absent on a screen: what functions compute is told by the server. */
  readonly functions?: ComputeByFunction;
  /** Does this value follow its default? Where nobody tells: every absent one, in the header of a new document. */
  readonly follows?: (field: string, table?: string, index?: number) => boolean;
}

/** A document being computed: values as JSON beside the view expressions read. Lives within one pass only. */
export interface Draft extends PassRequest {
  readonly values: Record<string, JsonValue | undefined>;
  readonly view: DocumentView;
  readonly problems: ErrorDetail[];
  /** Environments see the values of the moment: one for the header and one per row are enough for the whole pass. */
  readonly environments: WeakMap<DocumentView, Environment>;
  /** Records that computations put into links, by doctype. */
  readonly found: Map<string, Map<string, LinkedRecord>>;
  /** An expression read through a link that is not at hand, or a function computes what cannot be told here. */
  isUnread: boolean;
}

export interface Pass {
  readonly document: Members;
  readonly problems: readonly ErrorDetail[];
  readonly found: ReadonlyMap<string, ReadonlyMap<string, LinkedRecord>>;
  readonly isUnread: boolean;
}

/** Runs the doctype's computations once, in the compiled order, over values that are not changed. */
export function computePass(request: PassRequest): Pass {
  const { doctype, typed, links } = request;
  const values: Draft["values"] = { ...typed };
  for (const { id } of fieldIndex(doctype).tables) {
    values[id] = rowsOf(typed, id).map((row) => ({ ...row }));
  }
  const draft: Draft = {
    ...request,
    values,
    view: createDocumentView(doctype, typed, links),
    problems: [],
    environments: new WeakMap(),
    found: new Map(),
    isUnread: false,
  };
  for (const step of doctype.compiled.computations) computeStep(draft, step);
  const { problems, found, isUnread } = draft;
  return { document: withNulls(doctype, values), problems, found, isUnread };
}

function computeStep(draft: Draft, step: Computation): void {
  if (step.kind === "derive") computeDerivation(draft, step.table, step.derivation);
  else if (step.kind === "fill") computeFill(draft, step.table, step.fill);
  else if (step.kind === "field") computeField(draft, step);
  else computeColumn(draft, step);
}

function computeColumn(draft: Draft, step: Extract<Computation, { readonly kind: "column" }>): void {
  const table = fieldIndex(draft.doctype).tables.find(({ id }) => id === step.table);
  const field = table && fieldIndex(table.child).byId.get(step.field);
  if (!table || !field || !mayCompute(draft, field, table)) return;
  const views = draft.view[table.id] as DocumentView[];
  rowsOf(draft.values, table.id).forEach((row, index) => {
    if (step.mode === "default" && !takesDefault(draft, row, field.id, index, table.id)) return;
    const view = views[index]!;
    const pointer = `/${table.id}/${index}/${field.id}`;
    assign(draft, {
      field,
      expression: step.expression,
      pointer,
      target: row as Record<string, JsonValue>,
      view,
      row: view,
    });
  });
}

function computeField(draft: Draft, step: Extract<Computation, { readonly kind: "field" }>): void {
  const field = fieldIndex(draft.doctype).byId.get(step.field);
  if (!field || !mayCompute(draft, field)) return;
  if (step.mode === "default" && !takesDefault(draft, draft.values, field.id)) return;
  const { values, view } = draft;
  assign(draft, { field, expression: step.expression, pointer: `/${field.id}`, target: values, view });
}

function takesDefault(
  { follows, stored }: Draft,
  record: Members,
  id: string,
  index?: number,
  table?: string,
): boolean {
  if (follows) return follows(id, table, index);
  return record[id] === undefined && (table !== undefined || stored === null);
}

/** A group over a link that is not at hand leaves the rows as they were. */
function computeDerivation(
  draft: Draft,
  table: string,
  derivation: Extract<Computation, { readonly kind: "derive" }>["derivation"],
): void {
  const field = fieldIndex(draft.doctype).tables.find(({ id }) => id === table);
  if (!field || !mayCompute(draft, field)) return;
  const rows = attempt(draft, `/${table}`, () => deriveRows(draft, field, derivation, newId));
  if (rows === UNKNOWN) return;
  draft.values[table] = rows;
  draft.view[table] = rows.map((row, index) => createRowView(field.child, row, draft.links, index));
}

function computeFill(draft: Draft, table: string, fill: CompiledFill): void {
  const field = fieldIndex(draft.doctype).tables.find(({ id }) => id === table);
  if (field && mayCompute(draft, field))
    attempt(draft, `/${table}`, () => fillColumns(draft, field, fill, environmentOf(draft)));
}

interface Assignment {
  readonly field: ResolvedField;
  readonly expression: CompiledExpression;
  readonly pointer: string;
  readonly target: Record<string, JsonValue | undefined>;
  readonly view: DocumentView;
  readonly row?: DocumentView;
}

/** Evaluates and assigns; a value that does not fit is a problem at the field's pointer. */
function assign(draft: Draft, { field, expression, pointer, target, view, row }: Assignment): void {
  const result = attempt(draft, pointer, () => expression.evaluate(environmentOf(draft, row)));
  if (result === UNKNOWN) return;
  const decimals = field.type === "money" ? moneyDecimals(field, draft.factory, draft.view, row) : 0;
  const assigned = assignValue(field, result, { pointer, moneyDecimals: decimals });
  if ("problem" in assigned) draft.problems.push(assigned.problem);
  else {
    target[field.id] = assigned.value;
    view[field.id] = keepRecord(draft, field, result) ?? viewValue(field, assigned.value, draft.links);
  }
}

/** The linked document itself, when the computation had it in hand whole. */
function keepRecord({ found, plan, links }: Draft, field: ResolvedField, result: unknown): LinkedRecord | null {
  if (field.type !== "link" || result === null) return null;
  const record = recordInHand(result, plan.targets.get(field.to) ?? []);
  if (!record || linkedRecord(links, field.to, record.id)) return null;
  found.set(field.to, (found.get(field.to) ?? new Map()).set(record.id, record));
  return record;
}

function environmentOf({ environments, factory, view }: Draft, row?: DocumentView): Environment {
  let environment = environments.get(row ?? view);
  if (!environment) {
    environment = factory({ document: view, ...(row ? { row } : {}) });
    environments.set(row ?? view, environment);
  }
  return environment;
}

const UNKNOWN = Symbol("unknown");

/**
 * A link set in this pass may not be at hand yet: until the next round has it, the value stays as it was. Whatever else an
 * expression cannot do is a problem of its field.
 */
function attempt<T>(draft: Draft, pointer: string, work: () => T): T | typeof UNKNOWN {
  try {
    return work();
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    if (error.code === "EXPRESSION_LINK_NOT_LOADED") draft.isUnread = true;
    else draft.problems.push(errorDetail(error.code, pointer, error.params));
    return UNKNOWN;
  }
}

/** Every stored field present, null where it has no value. Only secrets may be absent: they are never read back. */
function withNulls(doctype: ResolvedDoctype, values: Draft["values"]): Members {
  const complete: Record<string, JsonValue | undefined> = { ...values };
  const { scalars, tables } = fieldIndex(doctype);
  for (const { id, type } of scalars) if (type !== "secret") complete[id] ??= null;
  for (const table of tables) {
    const columns = fieldIndex(table.child).scalars.filter(({ type }) => type !== "secret");
    complete[table.id] = rowsOf(values, table.id).map((row) => {
      const whole: Record<string, JsonValue | undefined> = { ...row };
      for (const { id } of columns) whole[id] ??= null;
      return whole as DocumentRow;
    });
  }
  return complete;
}
