import type { Ledger } from "../../../contract/index.ts";
import { quoteIdent, quoteLiteral } from "../../../database/index.ts";
import { expressionSql, RowSource } from "../../../database/query/index.ts";
import { ledgerShape, narrowShape } from "../../source/ledger-shape.ts";
import type { Stage } from "../stage.ts";
import { type MonthlyReads, monthlyReads } from "./monthly-reads.ts";

/**
 * The entries of a ledger as sums, when a report can be computed from them: undefined = it reads the entries themselves.
 *
 * Months that lie whole between the bounds of the report come from the roll-up; months a bound cuts through come from the
 * entries, as does the tail above the roll-up's horizon. All are then summed up between the same bounds, under their first
 * date: what comes out is small, whatever the number of entries.
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
  const item = itemSql(ledger, reads, [...new Set(bounds)]);
  return new RowSource(context, shape, { item: () => item });
}

function itemSql(ledger: Ledger, { columns, readsMonth }: MonthlyReads, bounds: readonly string[]): string {
  const dimensions = [...columns].flatMap((id) => dimensionColumns(ledger, id));
  const measures = [...columns].filter((id) => ledger.measures[id] !== undefined).map(quoteIdent);
  const keys = [
    ...dimensions,
    ...bounds.map((bound) => `("date" >= ${bound})`),
    ...(readsMonth ? [`date_trunc('month', "date"::timestamp)`] : []),
  ];
  const sums = measures.map((id) => `sum(${id}) as ${id}`);
  const items = [...dimensions, 'min("date") as "date"', ...sums].join(", ");
  const grouping = keys.length > 0 ? `group by ${keys.join(", ")}` : "having count(*) > 0";
  return `(select ${items} from (${partsSql(ledger, [...dimensions, ...measures], bounds)}) parts ${grouping})`;
}

/** Whole months from the roll-up, cut months and the tail from the entries; no entry twice. */
function partsSql(ledger: Ledger, columns: readonly string[], bounds: readonly string[]): string {
  const [entries, rollup] = [quoteIdent(`ledger_${ledger.id}`), quoteIdent(`ledger_${ledger.id}__rollup`)];
  const select = (date: string, table: string, condition: string) =>
    `select ${[...columns, `${date} as "date"`].join(", ")} from ${table} where ${condition}`;
  const isCut = (date: string) => bounds.map((bound) => isInCutMonth(date, bound)).join(" or ") || "false";
  const horizon = `(select xact from ledger_horizon where ledger = ${quoteLiteral(ledger.id)})`;
  return [
    select("month", rollup, `(${isCut("month")}) is not true`),
    ...(bounds.length > 0 ? [select('"date"', entries, isCut('"date"'))] : []),
    select('"date"', entries, `xact >= ${horizon} and (${isCut('"date"')}) is not true`),
  ].join(" union all ");
}

/** Is the date in the month that the bound cuts through? Never when the bound falls between two months, or there is none. */
function isInCutMonth(date: string, bound: string): string {
  const month = `nullif(date_trunc('month', ${bound}::timestamp)::date, ${bound})`;
  return `(${date} >= ${month} and ${date} < (${month} + interval '1 month')::date)`;
}

function dimensionColumns({ dimensions }: Ledger, id: string): string[] {
  const type = dimensions[id]?.type;
  if (type === undefined) return [];
  return type === "dynamic_link" ? [quoteIdent(id), quoteIdent(`${id}_type`)] : [quoteIdent(id)];
}
