import { type SystemColumn, systemColumns } from "../../contract/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import { type ColumnType, columnType, SYSTEM_COLUMN_TYPES } from "./column-type.ts";
import type { RowSource } from "./row-source.ts";

/** A column as queries see it: stored, added by the engine, or computed. */
export interface ShapeColumn {
  readonly id: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly level: number;
  /** Is it a column of the table itself, so that an index may serve it? */
  readonly stored: boolean;
  /** The metadata behind it; absent for columns of the engine. */
  readonly field?: ResolvedField;
  /** Doctype a link points to. */
  readonly to?: string;
  readonly sql: (row: RowSource) => string;
}

/** What the rows of a FROM item look like. */
export interface RowShape {
  readonly table: string;
  /** Doctype id, or the ledger's for its entries. */
  readonly id: string;
  /** In the order a document lists them. */
  readonly columns: ReadonlyMap<string, ShapeColumn>;
  /** Absent for entries of a ledger. */
  readonly doctype?: ResolvedDoctype;
}

const shapes = new WeakMap<ResolvedDoctype, RowShape>();

/** Shape of a doctype's table, or of a table field's rows when given the child doctype in use. */
export function doctypeShape(doctype: ResolvedDoctype): RowShape {
  const known = shapes.get(doctype);
  if (known) return known;
  const system = systemColumns(doctype).filter(({ isInternal }) => !isInternal);
  const columns = [...system.map(systemShapeColumn), ...doctype.fieldList.map(fieldShapeColumn)];
  const shape: RowShape = {
    table: doctype.table,
    id: doctype.id,
    doctype,
    columns: new Map(columns.map((column) => [column.id, column])),
  };
  shapes.set(doctype, shape);
  return shape;
}

function systemShapeColumn({ id, stored, isRequired }: SystemColumn): ShapeColumn {
  const type = SYSTEM_COLUMN_TYPES[stored];
  return { id, type, nullable: !isRequired, level: 0, stored: true, sql: (row) => row.own(id) };
}

/** Also for dimensions and measures of a ledger, which are fields. */
export function fieldShapeColumn(field: ResolvedField): ShapeColumn {
  const stored = field.type !== "computed" && field.type !== "table";
  return {
    id: field.id,
    type: columnType(field),
    nullable: field.required !== true,
    level: field.level ?? 0,
    stored,
    field,
    to: field.type === "link" ? field.to : undefined,
    sql: field.type === "computed" ? (row) => row.context.computed(row, field) : (row) => row.own(field.id),
  };
}
