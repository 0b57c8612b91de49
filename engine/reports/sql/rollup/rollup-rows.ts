import type { Ledger } from "../../../contract/index.ts";
import { quoteIdent, quoteLiteral } from "../../../database/index.ts";
import { expressionSql, type RowShape, RowSource } from "../../../database/query/index.ts";
import { ledgerShape, narrowShape } from "../../source/ledger-shape.ts";
import type { Stage } from "../compile-report.ts";
import { type MonthlyReads, monthlyReads } from "./monthly-reads.ts";

/**
 * The entries of a ledger as sums, when a report can be computed from them: undefined = it reads the entries themselves.
 *
 * Months that lie whole between the bounds of the report come from the roll-up, summed up over all months between the same
 * two bounds; months a bound cuts through come from the entries, as does the tail above the roll-up's horizon.
 */
export function rollupRows({ context, checked, params }: Stage): RowSource | undefined {
  const { source } = checked.report;
  if (!("ledger" in source)) return undefined;
  const ledger = context.registry.ledger(source.ledger);
  const reads = monthlyReads(checked, ledger);
  if (!reads) return undefined;
  const bounds = reads.bounds.map(({ expression, isAfter }) => {
    const day = expressionSql(expression, { document: null, context, trust: "reader", root: params.root });
    return isAfter ? `(${day} + 1)` : day;
  });
  const shape = narrowShape(ledgerShape(ledger), reads.columns);
  return new RowSource(context, shape, { item: itemSql(ledger, shape, reads, [...new Set(bounds)]) });
}

function itemSql(
  ledger: Ledger,
  shape: RowShape,
  { columns, readsMonth }: MonthlyReads,
  bounds: readonly string[],
): string {
  const measures = [...columns].filter((id) => ledger.measures[id] !== undefined).map(quoteIdent);
  const dimensions = [...columns]
    .filter((id) => ledger.dimensions[id] !== undefined)
    .flatMap((id) => {
      return ledger.dimensions[id]?.type === "dynamic_link"
        ? [quoteIdent(id), quoteIdent(`${id}_type`)]
        : [quoteIdent(id)];
    });
  const cut = bounds.map(cutMonthSql);
  const isCut = (date: string) =>
    cut.length === 0
      ? "false"
      : cut.map((month) => `(${date} >= ${month} and ${date} < (${month} + interval '1 month')::date)`).join(" or ");
  const keys = [...dimensions, ...(readsMonth ? ["month"] : bounds.map((bound) => `(month >= ${bound})`))];
  const columnList = (date: string, measure: (id: string) => string) =>
    [...dimensions, `${date} as "date"`, ...measures.map((id) => `${measure(id)} as ${id}`)].join(", ");
  const rollup = quoteIdent(`ledger_${ledger.id}__rollup`);
  const months =
    `select ${columnList("min(month)", (id) => `sum(${id})`)} from ${rollup} where (${isCut("month")}) is not true` +
    (keys.length > 0 ? ` group by ${keys.join(", ")}` : " having count(*) > 0");
  const entries = (condition: string) =>
    `select ${columnList('"date"', (id) => id)} from ${quoteIdent(shape.table)} where ${condition}`;
  const horizon = `(select xact from ledger_horizon where ledger = ${quoteLiteral(ledger.id)})`;
  const tail = entries(`xact >= ${horizon} and (${isCut('"date"')}) is not true`);
  const parts = [months, ...(cut.length > 0 ? [entries(isCut('"date"'))] : []), tail];
  return `(${parts.join(" union all ")})`;
}

/** First day of the month a bound cuts through; null when it falls between two months, or there is no bound. */
const cutMonthSql = (bound: string): string => `nullif(date_trunc('month', ${bound}::timestamp)::date, ${bound})`;
