import { entryTable, type Field, type Ledger, POSTING_COLUMNS } from "../../contract/index.ts";
import { fieldShapeColumn, type RowShape, type ShapeColumn } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";

/** Id of the shape of a ledger's entries; no doctype can have it. */
export const ledgerShapeId = (ledger: string): string => `ledger:${ledger}`;

/** Entries of a ledger with what their posting knows of the document. */
export function ledgerShape(ledger: Ledger): RowShape {
  const fields = Object.entries({ ...ledger.dimensions, ...ledger.measures });
  const columns: ShapeColumn[] = [
    ownColumn("date", "date"),
    ...fields.map(([id, field]) => fieldShapeColumn(resolved(id, field))),
    ...POSTING_COLUMNS.map(({ id, stored }) => postingColumn(id, stored)),
  ];
  return {
    table: entryTable(ledger.id),
    id: ledgerShapeId(ledger.id),
    columns: new Map(columns.map((column) => [column.id, column])),
  };
}

/** Only the date and the named columns: what the monthly sums still know. */
export function narrowShape(shape: RowShape, names: ReadonlySet<string>): RowShape {
  return { ...shape, columns: new Map([...shape.columns].filter(([id]) => id === "date" || names.has(id))) };
}

/** Amounts of a ledger stand beside their currency as plain dimensions, so no path needs resolving. */
function resolved(id: string, field: Field): ResolvedField {
  switch (field.type) {
    case "money":
      return { ...field, id, currencyPath: null };
    case "quantity":
      return { ...field, id, unitPath: null };
    case "table":
      return fail("ASSERTION_FAILED", { what: `a ledger has no table (${id})` });
    default:
      return { ...field, id };
  }
}

const ownColumn = (id: string, type: ShapeColumn["type"]): ShapeColumn => {
  return { id, type, nullable: false, level: 0, stored: true, sql: (row) => row.own(id) };
};

function postingColumn(id: string, type: ShapeColumn["type"]): ShapeColumn {
  return {
    ...ownColumn(id, type),
    stored: false,
    sql: (row) => {
      const posting = `${row.alias}_posting`;
      row.join(`join "posting" ${posting} on ${posting}."id" = ${row.own("posting")}`);
      return `${posting}."${id}"`;
    },
  };
}
