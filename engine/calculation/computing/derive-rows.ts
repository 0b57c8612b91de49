import type { CompiledDerivation, ResolvedDoctype, ResolvedTableField } from "../../contract/index.ts";
import type { DocumentRow, JsonValue } from "../document.ts";
import { fieldIndex } from "../fields/field-index.ts";
import { createRowView, type DocumentView, viewValue } from "../links/document-view.ts";
import { assignValue } from "../values/assign-value.ts";
import type { Draft } from "./compute-pass.ts";
import { moneyDecimals } from "./money-decimals.ts";
import { rowsOf } from "./rows-of.ts";

interface Group {
  readonly row: Record<string, JsonValue>;
  readonly members: DocumentView[];
}

/**
 * The rows of a derived table: the source rows grouped by the `by` columns, in order of first occurrence, then the `set`
 * columns of each group. A group that was there before keeps its row's id.
 */
export function deriveRows(
  draft: Draft,
  table: ResolvedTableField,
  derivation: CompiledDerivation,
  createId: () => string,
): DocumentRow[] {
  const groups = groupRows(draft, table, derivation);
  const stored = new Map(
    rowsOf(draft.stored ?? {}, table.id).map((row) => [groupKey(row, Object.keys(derivation.by)), row.id]),
  );
  return [...groups.values()].map(({ row, members }, index) => {
    const id = stored.get(groupKey(row, Object.keys(derivation.by))) ?? createId();
    computeColumns(draft, table, derivation, { row, members }, index);
    return { id, ...row };
  });
}

const groupKey = (row: Readonly<Record<string, JsonValue>>, by: readonly string[]): string =>
  JSON.stringify(by.map((column) => row[column] ?? null));

function groupRows(
  draft: Draft,
  table: ResolvedTableField,
  { each, by, where }: CompiledDerivation,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  const columns = Object.keys(by);
  for (const member of draft.view[each] as DocumentView[]) {
    const environment = draft.factory({ document: draft.view, row: member });
    if (where && where.evaluate(environment) !== true) continue;
    const row: Record<string, JsonValue> = {};
    for (const [column, expression] of Object.entries(by)) {
      setColumn(draft, table.child, row, column, expression.evaluate(environment), `/${table.id}`);
    }
    const key = groupKey(row, columns);
    const group = groups.get(key) ?? { row, members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  return groups;
}

function computeColumns(
  draft: Draft,
  table: ResolvedTableField,
  { set }: CompiledDerivation,
  { row, members }: Group,
  index: number,
): void {
  const view = createRowView(table.child, row, draft.links, index);
  for (const [column, expression] of Object.entries(set)) {
    const environment = draft.factory({ document: draft.view, row: view, roots: { group: members } });
    setColumn(draft, table.child, row, column, expression.evaluate(environment), `/${table.id}/${index}`, view);
  }
}

function setColumn(
  draft: Draft,
  child: ResolvedDoctype,
  row: Record<string, JsonValue>,
  column: string,
  result: unknown,
  pointer: string,
  view: DocumentView = {},
): void {
  const field = fieldIndex(child).byId.get(column);
  if (!field) return;
  const decimals = field.type === "money" ? moneyDecimals(field, draft.factory, draft.view, view) : 0;
  const assigned = assignValue(field, result, { pointer: `${pointer}/${column}`, moneyDecimals: decimals });
  if ("problem" in assigned) draft.problems.push(assigned.problem);
  else {
    row[column] = assigned.value;
    view[column] = viewValue(field, assigned.value, draft.links);
  }
}
