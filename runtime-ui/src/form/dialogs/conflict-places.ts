import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { rowsOf } from "../model/form-rows.ts";
import { isSame } from "../model/is-same.ts";
import type { FormRow, FormValues } from "../model/types.ts";
import { isTyped } from "./is-typed.ts";

/** A document as both began from it, as it stands in the form, and as somebody else saved it. */
export interface Sides {
  readonly base: FormValues;
  readonly yours: FormValues;
  readonly theirs: FormValues;
}

/** Where both differ: a field, a cell of a row that both have, or a row that only one of them has. */
export interface ConflictPlace {
  readonly key: string;
  readonly field: string;
  readonly row?: string;
  readonly column?: string;
  /** Shall theirs stand unless one chooses: it is what only they changed. */
  readonly isTheirs: boolean;
}

/** Does what they have at this place stand? */
export type IsTheirs = (key: string) => boolean;

export const keyOf = (...parts: readonly string[]): string => parts.join("/");
export const rowIn = (values: FormValues, table: string, key: string): FormRow | undefined =>
  rowsOf(values, table).find(({ $key }) => $key === key);
export const typedColumns = (child: MetaDoctype): readonly string[] =>
  Object.entries(child.fields).flatMap(([id, field]) => (isTyped(field) ? [id] : []));

/** In the order of the form, rows in the order they have there. What is computed follows from what is chosen. */
export function conflictPlaces(
  doctype: MetaDoctype,
  tables: Readonly<Record<string, MetaDoctype>>,
  sides: Sides,
): readonly ConflictPlace[] {
  const { base, yours, theirs } = sides;
  return typedColumns(doctype).flatMap((field): readonly ConflictPlace[] => {
    const child = tables[field];
    if (child) return rowPlaces(field, child, sides);
    if (isSame(yours[field], theirs[field])) return [];
    return [{ key: field, field, isTheirs: isSame(yours[field], base[field]) }];
  });
}

function rowPlaces(field: string, child: MetaDoctype, { base, yours, theirs }: Sides): readonly ConflictPlace[] {
  const columns = typedColumns(child);
  const keys = new Set([...rowsOf(yours, field), ...rowsOf(theirs, field)].map(({ $key }) => $key));
  return [...keys].flatMap((row): readonly ConflictPlace[] => {
    const [before, mine, other] = [rowIn(base, field, row), rowIn(yours, field, row), rowIn(theirs, field, row)];
    if (!mine) return [{ key: keyOf(field, row), field, row, isTheirs: before === undefined }];
    if (!other) {
      const isUntouched = before !== undefined && columns.every((column) => isSame(mine[column], before[column]));
      return [{ key: keyOf(field, row), field, row, isTheirs: isUntouched }];
    }
    const differing = columns.filter((column) => !isSame(mine[column], other[column]));
    return differing.map((column) => {
      const key = keyOf(field, row, column);
      return { key, field, row, column, isTheirs: isSame(mine[column], before?.[column]) };
    });
  });
}
