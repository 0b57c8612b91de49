import type { Environment } from "../../contract/index.ts";
import { type ErrorDetail, isPerfexError, newId } from "../../kernel/index.ts";
import type { CompiledExpression, Computation, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import { recordInHand } from "../linking/computed-links.ts";
import type { EnvironmentFactory } from "../linking/document-environment.ts";
import { createDocumentView, createRowView, type DocumentView, viewValue } from "../linking/document-view.ts";
import type { LinkPlan } from "../linking/link-plan.ts";
import { type LinkedRecord, type LinkedRecords, linkedRecord } from "../linking/linked-records.ts";
import type { Document, DocumentRow, JsonValue } from "../types.ts";
import { assignValue } from "../values/assign-value.ts";
import { fieldIndex } from "../values/field-index.ts";
import { deriveRows } from "./derive-rows.ts";
import { moneyDecimals } from "./money-decimals.ts";

export interface PassRequest {
  readonly doctype: ResolvedDoctype;
  readonly typed: Document;
  readonly stored: Document | null;
  readonly links: LinkedRecords;
  readonly plan: LinkPlan;
  readonly factory: EnvironmentFactory;
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
}

/** Runs the doctype's computations once, in the registry's order, over values that are not changed. */
export function computePass(request: PassRequest): {
  readonly document: Document;
  readonly problems: readonly ErrorDetail[];
  readonly found: ReadonlyMap<string, ReadonlyMap<string, LinkedRecord>>;
} {
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
  };
  for (const step of doctype.compiled.computations) computeStep(draft, step);
  return { document: withNulls(doctype, values), problems: draft.problems, found: draft.found };
}

export const rowsOf = (
  values: Readonly<Record<string, JsonValue | undefined>>,
  table: string,
): readonly DocumentRow[] => (values[table] ?? []) as readonly DocumentRow[];

function computeStep(draft: Draft, step: Computation): void {
  if (step.kind === "derive") computeDerivation(draft, step.table, step.derivation);
  else if (step.kind === "field") computeField(draft, step);
  else computeColumn(draft, step);
}

function computeColumn(draft: Draft, step: Extract<Computation, { readonly kind: "column" }>): void {
  const table = fieldIndex(draft.doctype).tables.find(({ id }) => id === step.table);
  const field = table && fieldIndex(table.child).byId.get(step.field);
  if (!table || !field || !mayCompute(draft, field, table)) return;
  const views = draft.view[table.id] as DocumentView[];
  rowsOf(draft.values, table.id).forEach((row, index) => {
    if (step.mode === "default" && row[field.id] !== undefined) return;
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
  if (step.mode === "default" && (draft.stored !== null || draft.values[field.id] !== undefined)) return;
  const { values, view } = draft;
  assign(draft, { field, expression: step.expression, pointer: `/${field.id}`, target: values, view });
}

function computeDerivation(
  draft: Draft,
  table: string,
  derivation: Extract<Computation, { readonly kind: "derive" }>["derivation"],
): void {
  const field = fieldIndex(draft.doctype).tables.find(({ id }) => id === table);
  if (!field || !mayCompute(draft, field)) return;
  const rows = deriveRows(draft, field, derivation, newId);
  draft.values[table] = rows;
  draft.view[table] = rows.map((row, index) => createRowView(field.child, row, draft.links, index));
}

/** After submit only what the metadata frees for change is computed anew; the rest stands as it was submitted. */
function mayCompute(draft: Draft, field: ResolvedField, table?: ResolvedField): boolean {
  return draft.stored?.docstatus !== "submitted" || field.after_submit === true || table?.after_submit === true;
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
  const result = evaluate(draft, expression, row);
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

/** A link that is set in this pass may not be read yet: it counts as unknown until the next round has loaded it. */
function evaluate(draft: Draft, expression: CompiledExpression, row?: DocumentView): unknown {
  try {
    return expression.evaluate(environmentOf(draft, row));
  } catch (error) {
    if (isPerfexError(error) && error.code === "EXPRESSION_LINK_NOT_LOADED") return null;
    throw error;
  }
}

/** Every stored field present, null where it has no value. Only secrets may be absent: they are never read back. */
function withNulls(doctype: ResolvedDoctype, values: Draft["values"]): Document {
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
  return complete as Document;
}
