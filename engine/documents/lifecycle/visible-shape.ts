import { fieldIndex, layoutOf } from "../../calculation/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { DocumentValues } from "../types.ts";

/** What of a document is seen at a level: all of a doctype's fields up to it but secrets, which are for nobody. */
export interface VisibleShape {
  /** Fields the engine keeps. */
  readonly system: readonly string[];
  readonly fields: readonly VisibleField[];
  /** All of them in their order, to be copied and filled in. */
  readonly layout: DocumentValues;
}

export interface VisibleField {
  readonly id: string;
  readonly isComputed: boolean;
  /** What is seen of a row, of a table. */
  readonly row: VisibleRow | null;
}

export interface VisibleRow {
  readonly columns: readonly string[];
  readonly layout: DocumentValues;
}

const SHAPES = new WeakMap<ResolvedDoctype, Map<number, VisibleShape>>();

/** Made once per doctype and level. */
export function visibleShape(doctype: ResolvedDoctype, level: number): VisibleShape {
  const byLevel = SHAPES.get(doctype) ?? new Map<number, VisibleShape>();
  SHAPES.set(doctype, byLevel);
  let shape = byLevel.get(level);
  if (!shape) {
    const isVisible = (field: ResolvedField) => (field.level ?? 0) <= level && field.type !== "secret";
    const { system } = fieldIndex(doctype);
    const fields = doctype.fieldList.filter(isVisible).map((field): VisibleField => {
      const row = field.type === "table" ? rowOf(fieldIndex(field.child).scalars.filter(isVisible)) : null;
      return { id: field.id, isComputed: field.type === "computed", row };
    });
    shape = { system, fields, layout: layoutOf([...system, ...fields.map(({ id }) => id)]) as DocumentValues };
    byLevel.set(level, shape);
  }
  return shape;
}

function rowOf(fields: readonly ResolvedField[]): VisibleRow {
  const columns = fields.map(({ id }) => id);
  return { columns, layout: layoutOf(["id", ...columns]) as DocumentValues };
}
