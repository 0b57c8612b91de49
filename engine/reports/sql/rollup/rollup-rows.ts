import { dimensionColumns, entryTable, type Ledger, rollupTable } from "../../../contract/index.ts";
import { quoteIdent, quoteLiteral } from "../../../database/index.ts";
import { expressionSql, RowSource } from "../../../database/query/index.ts";
import { isRuledBeyond } from "../../source/entry-rules.ts";
import { ledgerShape, narrowShape } from "../../source/ledger-shape.ts";
import type { Stage } from "../stage.ts";
import { type MonthlyReads, monthlyReads } from "./monthly-reads.ts";

/**
 * The entries of a ledger as sums, when a report can be computed from them: undefined = it reads the entries themselves.
 *
 * A monthly sum whose entries all lie on one side of each bound of the report comes from the roll-up: whole months do, and the
 * present month up to today. Sums a bound cuts through come from their entries, as does the tail above the roll-up's horizon.
 * All are then summed up between the same bounds, under their first date: what comes out is small, whatever the number of entries.
 */
export function rollupRows({ context, checked, params }: Stage): RowSource | undefined {
  const { source } = checked.report;
  if (!("ledger" in source)) return undefined;
  const ledger = context.registry.ledger(source.ledger);
  const reads = monthlyReads(checked, ledger);
  if (!reads || isRuledBeyond(context, ledger, reads.columns)) return undefined;
  const bounds = reads.bounds.map(({ expression, isAfter }) => {
    const day = expressionSql(expression, { document: null, context, trust: "reader", root: params.root });
    return isAfter ? `(${day} + 1)` : day;
  });
  const shape = narrowShape(ledgerShape(ledger), reads.columns);
  const item = itemSql(ledger, reads, [...new Set(bounds)]);
  return new RowSource(context, shape, { item: () => item });
}

function itemSql(ledger: Ledger, { columns, readsMonth }: MonthlyReads, bounds: readonly string[]): string {
  const dimensions = dimensionColumns(
    ledger,
    [...columns].filter((id) => ledger.dimensions[id]),
  ).map(quoteIdent);
  const measures = [...columns].filter((id) => ledger.measures[id] !== undefined).map(quoteIdent);
  const keys = [
    ...dimensions,
    ...bounds.map((bound) => `("date" >= ${bound})`),
    ...(readsMonth ? [`date_trunc('month', "date"::timestamp)`] : []),
  ];
  const sums = measures.map((id) => `sum(${id}) as ${id}`);
  const items = [...dimensions, 'min("date") as "date"', ...sums].join(", ");
  const grouping = keys.length > 0 ? `group by ${keys.join(", ")}` : "having count(*) > 0";
  return `(select ${items} from (${partsSql(ledger, [...dimensions, ...measures], bounds)}) _parts ${grouping})`;
}

/** Uncut sums from the roll-up, the entries of those cut, and the tail; no entry twice. */
function partsSql(ledger: Ledger, columns: readonly string[], bounds: readonly string[]): string {
  const [entries, rollup] = [quoteIdent(entryTable(ledger.id)), quoteIdent(rollupTable(ledger.id))];
  const horizon = `(select xact from ledger_horizon where ledger = ${quoteLiteral(ledger.id)})`;
  const isCut = bounds.map(isCutBy).join(" or ") || "false";
  const list = (alias: string, date: string) => [...columns.map((name) => `${alias}.${name}`), date].join(", ");
  const uncut = `select ${list("_sum", 'coalesce(_sum._first_date, _sum._month) as "date"')} from ${rollup} _sum where (${isCut}) is not true`;
  const cut =
    `select ${list("_entry", '_entry."date"')} from ${rollup} _sum join ${entries} _entry on ${sameSum(ledger)} ` +
    `where _entry.xact < ${horizon} and (${isCut})`;
  const tail = `select ${list("_entry", '_entry."date"')} from ${entries} _entry where _entry.xact >= ${horizon}`;
  return [uncut, ...(bounds.length > 0 ? [cut] : []), tail].join(" union all ");
}

/** Does the bound lie within the sum's month, with entries on both sides? Without known days, it might. */
function isCutBy(bound: string): string {
  const isInMonth = `_sum._month < ${bound} and ${bound} < (_sum._month + interval '1 month')::date`;
  return `(${isInMonth} and (_sum._last_date < ${bound} or _sum._first_date >= ${bound}) is not true)`;
}

/** The entries a monthly sum was made of. Equality can use an index; only dimensions that may be empty need more. */
function sameSum({ dimensions, rollup }: Ledger): string {
  const keys = (rollup?.by ?? []).flatMap((id) => {
    const isRequired = dimensions[id]?.required === true;
    return dimensionColumns({ dimensions }, [id])
      .map(quoteIdent)
      .map((name) => `_entry.${name} ${isRequired ? "=" : "is not distinct from"} _sum.${name}`);
  });
  return [...keys, `_entry."date" >= _sum._month`, `_entry."date" < (_sum._month + interval '1 month')::date`].join(
    " and ",
  );
}
