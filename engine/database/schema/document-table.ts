import { SINGLE_ID } from "../../calculation/index.ts";
import { type SystemColumn, systemColumns } from "../../contract/index.ts";
import { quoteIdent, quoteLiteral } from "../sql.ts";
import { backfillOf, type FieldPlace, readsOnlyItsRow, toSql } from "./backfill.ts";
import { fieldColumns, plainColumn } from "./field-columns.ts";
import type { DoctypeShape, FieldShape, WorkflowShape } from "./schema-source.ts";
import { check, choiceCheck, foreignKey, plainIndex, primaryKey, trigramIndex, uniqueIndex } from "./table-objects.ts";
import type { Column, FormerTable, Table, TableObject } from "./types.ts";
import { stateColumn } from "./workflow-state.ts";

/** Finds the table a link points to. */
export type TableOf = (doctype: string) => string;

/** Tables of a doctype: its own and one for each table field, however deep. */
export function documentTables(doctype: DoctypeShape, tableOf: TableOf, workflow?: WorkflowShape): Table[] {
  const isSubmittable = doctype.lifecycle === "submittable";
  const own = ownColumns(doctype, doctype, null).map((column) =>
    workflow?.field === column.name ? stateColumn(column, doctype, workflow) : column,
  );
  const columns = [...engineColumns(doctype), ...own];
  const objects = [
    primaryKey(doctype.table, ["id"]),
    ...systemObjects(doctype),
    ...doctype.fieldList.flatMap((field) => fieldObjects(doctype.table, [], field, tableOf, isSubmittable)),
    ...declaredIndexes(doctype, [], isSubmittable),
  ];
  const former = doctype.renamed_from ? [doctype.renamed_from] : [];
  const title = titleOf(doctype, columns);
  const table = {
    name: doctype.table,
    columns,
    objects: withoutRepeats(objects),
    renamedFrom: former.map((name) => ({ name })),
    ...title,
  };
  return [table, ...childTables(doctype, doctype, [doctype.table, ...former], tableOf)];
}

/** `parentNames`: what the table of the documents (or rows) that hold these rows is and was called. */
function childTables(
  root: DoctypeShape,
  holder: DoctypeShape,
  parentNames: readonly string[],
  tableOf: TableOf,
): Table[] {
  return holder.fieldList.flatMap((field) => {
    if (field.type !== "table") return [];
    const former = field.renamed_from;
    const names = parentNames.flatMap((parent): FormerTable[] => {
      const name = `${parent}__${field.id}`;
      return former === undefined ? [{ name }] : [{ name: `${parent}__${former}`, as: name }, { name }];
    });
    const columns = ownColumns(root, field.child, field.id);
    const child = childTable(field.child, holder.table, names, columns, tableOf);
    const own = [child.name, ...names.map(({ name }) => name).filter((name) => name !== child.name)];
    return [child, ...childTables(root, field.child, own, tableOf)];
  });
}

function childTable(
  child: DoctypeShape,
  parent: string,
  names: readonly FormerTable[],
  ownColumns: readonly Column[],
  tableOf: TableOf,
): Table {
  const columns = [...engineColumns(child), ...ownColumns];
  const objects = [
    primaryKey(child.table, ["id"]),
    foreignKey("parent", parent, "cascade"),
    plainIndex(child.table, ["parent", "position"]),
    ...child.fieldList.flatMap((field) => fieldObjects(child.table, ["parent"], field, tableOf, false)),
    ...declaredIndexes(child, ["parent"], false),
  ];
  const renamedFrom = names.filter(({ name }) => name !== child.table);
  return { name: child.table, columns, objects: withoutRepeats(objects), renamedFrom, rowsOf: parent };
}

/** Where the title reads links, the number stands for it. */
function titleOf({ compiled, number }: DoctypeShape, columns: readonly Column[]): Pick<Table, "title"> {
  const checked = compiled?.title?.checked;
  const names = new Set(columns.map(({ name }) => name));
  const place: FieldPlace = { computations: [], table: null, columns: names };
  const sql = checked && readsOnlyItsRow(checked, place) ? toSql(checked) : undefined;
  if (checked && sql !== undefined) return { title: { sql, columns: checked.paths.map(([name]) => name!) } };
  return number ? { title: { sql: quoteIdent("number"), columns: ["number"] } } : {};
}

/** Columns of the fields of `shape`; `root` is the doctype whose computations fill them, `table` its table field or null. */
function ownColumns(root: DoctypeShape, shape: DoctypeShape, table: string | null): Column[] {
  const columns = new Set(shape.fieldList.map((field) => field.id));
  const place: FieldPlace = { computations: root.compiled?.computations ?? [], table, columns };
  return shape.fieldList.flatMap((field) => fieldColumns(field, backfillOf(place, field.id)));
}

const engineColumns = (doctype: DoctypeShape): Column[] =>
  systemColumns(doctype).map(({ id, stored, isRequired, default: given = null }) => ({
    ...plainColumn(id, stored === "timestamptz" ? "timestamp with time zone" : stored, isRequired),
    default: given,
  }));

function systemObjects(doctype: DoctypeShape): TableObject[] {
  const single = `${quoteIdent("id")} = ${quoteLiteral(SINGLE_ID)}::uuid`;
  return [
    ...systemColumns(doctype).flatMap((column) => columnObjects(doctype.table, column)),
    ...(doctype.kind === "single" ? [check("id", "single", single)] : []),
  ];
}

function columnObjects(table: string, { id, field, holds }: SystemColumn): TableObject[] {
  if (field.type === "choice") return [choiceCheck(id, Object.keys(field.options))];
  if (holds === "link") return linkObjects(table, id, table);
  if (holds === "unique") return [uniqueIndex(table, [id])];
  return holds === "words" ? [trigramIndex(table, id)] : [];
}

/** `within`: columns in front of a unique one, so that a row's value is unique among the rows of its document. */
function fieldObjects(
  table: string,
  within: readonly string[],
  field: FieldShape,
  tableOf: TableOf,
  isSubmittable: boolean,
): TableObject[] {
  return [
    ...typeObjects(table, field, tableOf),
    ...(field.unique ? [uniqueIndex(table, [...within, field.id], { untilCancelled: isSubmittable })] : []),
    ...(field.index && fieldColumns(field).length > 0 ? [fieldIndex(table, field)] : []),
  ];
}

function fieldIndex(table: string, field: FieldShape): TableObject {
  const isContainer = fieldColumns(field).some(({ type }) => type === "jsonb" || type.endsWith("[]"));
  return plainIndex(table, [field.id], isContainer ? "gin" : "btree");
}

function typeObjects(table: string, field: FieldShape, tableOf: TableOf): TableObject[] {
  switch (field.type) {
    case "choice":
    case "multi_choice":
      return [choiceCheck(field.id, Object.keys(field.options), field.type === "multi_choice")];
    case "link":
      return linkObjects(table, field.id, tableOf(field.to), field.required);
    case "file":
    case "image":
      return linkObjects(table, field.id, "attachment", field.required);
    case "dynamic_link":
      return dynamicLinkObjects(table, field.id, field.to);
    default:
      return [];
  }
}

/**
 * Foreign key, and the index without which deleting a linked document reads the whole table. Rows that link to nothing, often
 * most of them, are not in it.
 */
function linkObjects(table: string, column: string, target: string, isRequired = false): TableObject[] {
  const index = plainIndex(table, [column]);
  const predicate = isRequired ? null : `(${quoteIdent(column)} IS NOT NULL)`;
  return [foreignKey(column, target), { ...index, predicate }];
}

/** No foreign key can watch it: at least the doctype is a permitted one and comes with an id. */
export function dynamicLinkObjects(table: string, column: string, doctypes: readonly string[]): TableObject[] {
  const [id, type] = [quoteIdent(column), quoteIdent(`${column}_type`)];
  const list = doctypes.toSorted().map(quoteLiteral).join(", ");
  const condition = `(${id} is null) = (${type} is null) and (${type} is null or ${type} = any (array[${list}]::text[]))`;
  return [
    check(column, "target", condition, [column, `${column}_type`]),
    plainIndex(table, [column, `${column}_type`]),
  ];
}

function declaredIndexes(doctype: DoctypeShape, within: readonly string[], isSubmittable: boolean): TableObject[] {
  return [
    ...Object.values(doctype.unique ?? {}).map((columns) =>
      uniqueIndex(doctype.table, [...within, ...columns], { untilCancelled: isSubmittable }),
    ),
    ...Object.values(doctype.indexes ?? {}).map((columns) => plainIndex(doctype.table, columns)),
  ];
}

/** The same index may follow from two declarations; one that begins with its columns makes a plain one superfluous. */
function withoutRepeats(objects: readonly TableObject[]): TableObject[] {
  const names = new Set<string>();
  return objects.filter((object) => {
    if (names.has(object.name) || isCovered(object, objects)) return false;
    names.add(object.name);
    return true;
  });
}

function isCovered(object: TableObject, objects: readonly TableObject[]): boolean {
  if (object.kind !== "index" || object.uniqueness !== "none" || object.method !== "btree") return false;
  const { columns } = object;
  return objects.some(
    (other) =>
      other.kind === "index" &&
      other.method === "btree" &&
      other.predicate === null &&
      (other.columns.length > columns.length || other.uniqueness === "unique") &&
      columns.every((column, at) => column === other.columns[at]),
  );
}
