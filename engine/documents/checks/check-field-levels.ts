import { fieldIndex, labelParams, storedRow, valuesEqual, walkFields } from "../../calculation/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { ResolvedField, ResolvedTableField } from "../../registry/index.ts";
import { writeLevelOf } from "../access/grant-levels.ts";
import { highestLevel } from "../access/highest-level.ts";
import { type Work, wasSent } from "../run/work.ts";
import type { AccessGrant, Document, DocumentRow } from "../types.ts";
import { readLevelIn } from "./read-level.ts";

/**
 * Fields above the level the principal writes may not differ from what is stored, nor have a value when they are new; those he
 * does not read may not be sent at all, or the answer would tell whether he guessed right. A row
 * that goes takes the values of its cells along, so it may go only where each of them may; a table above the level keeps the
 * rows it has, in their order.
 */
export function checkFieldLevels(work: Work, grants: readonly AccessGrant[]): readonly ErrorDetail[] {
  const level = writeLevelOf(grants);
  if (highestLevel(work.doctype) <= level) return [];
  const readable = readLevelIn(work, work.stored ?? work.document);
  const kept = new Set(
    fieldIndex(work.doctype)
      .tables.filter((table) => wasSent(work, table.id) && losesRows(work, table, level))
      .map(({ id }) => id),
  );
  const cells = walkFields(work.doctype, work.document).filter(({ field, value, table, row, index }) => {
    if (Math.max(levelOf(field), table ? levelOf(table) : 0) <= level) return false;
    if ((table && kept.has(table.id)) || !wasSent(work, field.id, table?.id, row?.id)) return false;
    const before = table ? storedRow(work.stored, table.id, row?.id, index) : work.stored;
    if (before && Math.max(levelOf(field), table ? levelOf(table) : 0) > readable) return true;
    return hides(field) ? value !== undefined : !valuesEqual(before?.[field.id], value);
  });
  return [
    ...fieldIndex(work.doctype)
      .tables.filter(({ id }) => kept.has(id))
      .map((table) => errorDetail("FIELD_LEVEL_DENIED", `/${table.id}`, labelParams(table))),
    ...cells.map(({ field, pointer }) => errorDetail("FIELD_LEVEL_DENIED", pointer, labelParams(field))),
  ];
}

/** Would this table lose, by its rows alone, something above the level? */
function losesRows({ stored, document }: Work, table: ResolvedTableField, level: number): boolean {
  const [before, after] = [rowsIn(stored, table), rowsIn(document, table)];
  if (levelOf(table) > level) {
    return before.length !== after.length || before.some(({ id }, index) => id !== after[index]?.id);
  }
  const above = fieldIndex(table.child).scalars.filter((field) => levelOf(field) > level);
  const left = new Set(after.map(({ id }) => id));
  return before.some(
    (row) => !left.has(row.id) && above.some((field) => hides(field) || (row[field.id] ?? null) !== null),
  );
}

const levelOf = ({ level }: ResolvedField): number => level ?? 0;

/** What is never read back may be there: whoever may not write it leaves it alone. */
const hides = ({ type }: ResolvedField): boolean => type === "secret";

const rowsIn = (document: Document | null, { id }: ResolvedTableField): readonly DocumentRow[] =>
  (document?.[id] ?? []) as readonly DocumentRow[];
