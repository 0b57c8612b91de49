import { newId } from "../../kernel/index.ts";
import type { JsonValue, Members } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { createRowView, type DocumentView } from "../links/document-view.ts";
import type { Draft, Place } from "./compute-pass.ts";
import type { ComputedColumn, DeriveStep } from "./pass-steps.ts";
import { rowsOf } from "./rows-of.ts";
import { setValue } from "./set-value.ts";

interface Group {
  readonly values: Record<string, JsonValue | undefined>;
  readonly members: DocumentView[];
}

/**
 * The rows of a derived table: the source rows grouped by the `by` columns, in order of first occurrence, then the `set`
 * columns of each group. A group that was there before keeps its row's id.
 */
export function deriveRows(draft: Draft, step: DeriveStep): readonly Place[] {
  const { table, by } = step;
  const stored = new Map(rowsOf(draft.stored ?? {}, table.id).map((row) => [groupKey(row, by), row.id]));
  return [...groupRows(draft, step)].map(([key, group], index) => {
    const { values } = group;
    const view = createRowView(table.child, values, draft.links, index);
    setColumns(draft, step, group, view, index);
    view["id"] = values["id"] = stored.get(key) ?? newId();
    return { values, view, environment: draft.factory({ document: draft.header.view, row: view }) };
  });
}

/** No value holds what stands between them, and none is an empty text, which stands for no value. */
function groupKey(row: Members, by: readonly ComputedColumn[]): string {
  let key = "";
  for (const { field } of by) {
    const value = row[field.id] ?? "";
    key += typeof value === "object" ? `${JSON.stringify(value)}\0` : `${String(value)}\0`;
  }
  return key;
}

function groupRows(draft: Draft, { table, derivation, by }: DeriveStep): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const { layout } = fieldIndex(table.child);
  for (const { view: member, environment } of draft.rows.get(derivation.each) ?? []) {
    if (derivation.where && derivation.where.evaluate(environment) !== true) continue;
    const values = { ...layout };
    const view: DocumentView = {};
    for (const { field, expression } of by) {
      setValue(draft, field, { values, view }, expression.evaluate(environment), () => `/${table.id}/${field.id}`);
    }
    const key = groupKey(values, by);
    const group = groups.get(key) ?? { values, members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  return groups;
}

function setColumns(
  draft: Draft,
  { table, set }: DeriveStep,
  { values, members }: Group,
  view: DocumentView,
  index: number,
): void {
  const { factory, header } = draft;
  const environment = factory({ document: header.view, row: view, roots: { group: members } });
  for (const { field, expression } of set) {
    const result = expression.evaluate(environment);
    setValue(draft, field, { values, view }, result, () => `/${table.id}/${index}/${field.id}`);
  }
}
