import type { CheckedMeasure } from "../definition/checked-report.ts";
import { Currencies } from "./currency-sql.ts";
import { dimensionJsonSql } from "./dimension-sql.ts";
import { baseMeasures, columnOf, figureSql } from "./figures.ts";
import { groupDimensions, openingBy } from "./opening-sql.ts";
import { dimensionOrder } from "./order-sql.ts";
import { named, type ReportPage, type Stage } from "./stage.ts";
import { sumsSql } from "./totals-sql.ts";

const ROWS = '"$rows"';
const BEFORE = '_g."$before"';

export interface GroupsSql {
  readonly ctes: readonly string[];
  /** The groups that have a row on the page, or whose place is on it, as a JSON array; 'null' of a report without. */
  readonly json: string;
}

/** Groups of all rows of `rows` (alias `_f`), those that only have an opening among them. */
export function groupsSql(stage: Stage, rows: string, page: ReportPage): GroupsSql {
  const by = groupDimensions(stage)[0];
  if (!by) return { ctes: [], json: "'null'" };
  const { context, checked, params } = stage;
  const order = dimensionOrder(stage, by, columnOf("_g", by.id)).join(", ");
  const figures = figureSql(context, checked, params, (id) => columnOf("_f", id));
  const start = ({ id, restarts }: CheckedMeasure) => (restarts === by.id ? openingSum(stage, id) : null);
  const sums = sumsSql(stage, { figures, start, where: `_f.${ROWS} = 1` });
  const items = [
    ...groupDimensions(stage).map((each) => named(each, firstOf(columnOf("_f", each.id), each.id === by.id))),
    `sum(_f.${ROWS}) as ${ROWS}`,
    ...sums.items,
    ...openingSums(stage),
  ];
  const grouped = `select ${items.join(", ")} from (${partsSql(stage, rows)}) _f group by ${columnOf("_f", by.id)}`;
  const placed =
    `select _g.*, coalesce(sum(_g.${ROWS}) over (order by ${order} rows between unbounded preceding and 1 preceding), 0) ` +
    `as "$before", row_number() over (order by ${order}) as "$place", sum(_g.${ROWS}) over () as "$all" ` +
    `from (${grouped}) _g where ${isShown(stage)}`;
  return { ctes: [`_groups as materialized (${placed})`], json: groupJson(stage, sums.record("_g"), page) };
}

const firstOf = (column: string, isKey: boolean): string =>
  isKey ? column : `(array_agg(${column}) filter (where ${column} is not null))[1]`;

/** What came before stands beside the rows, one row for each group that has any. */
function partsSql(stage: Stage, rows: string): string {
  const { checked } = stage;
  const measures = baseMeasures(checked);
  const currencies = new Currencies(stage);
  const telling = currencies.varying(measures);
  const dimensions = countedDimensions(stage);
  const spread = telling.flatMap((each) => [currencies.low("_o", each), currencies.high("_o", each)]);
  const openings = [...measures.map(({ id }) => columnOf("_o", id)), ...spread];
  const own = [
    ...dimensions.map((id) => columnOf("_f", id)),
    `1 as ${ROWS}`,
    ...measures.map(({ id }) => columnOf("_f", id)),
  ];
  if (checked.opening === null) return `select ${own.join(", ")} from ${rows}`;
  const nulls = openings.map((_, index) => `null as ${openingColumn(index)}`);
  const heading = groupDimensions(stage).map(({ id }) => id);
  const before = [
    ...dimensions.map((id) => (id === heading[0] ? '_o."$key"' : heading.includes(id) ? columnOf("_o", id) : "null")),
    "0",
    ...measures.map(() => "null"),
    ...openings,
  ];
  return `select ${[...own, ...nulls].join(", ")} from ${rows} union all select ${before.join(", ")} from ${openingBy(heading[0]!)} _o`;
}

/** Dimensions that groups and their totals are made with. */
export function countedDimensions(stage: Stage): readonly string[] {
  const { dimensions, measures } = stage.checked;
  const heading = groupDimensions(stage).map(({ id }) => id);
  const read = dimensions.filter(({ id }) => measures.some(({ common }) => common?.roots.has(id)));
  return [...new Set([...heading, ...read.map(({ id }) => id)])];
}

const openingColumn = (index: number): string => `"$o${index}"`;

/** Sums of what came before, by number of the base measure; behind them the ends of their currencies. */
function openingSums(stage: Stage): string[] {
  const { checked } = stage;
  if (checked.opening === null) return [];
  const measures = baseMeasures(checked);
  const from = new Currencies(stage, "o");
  const sums = measures.map((_, index) => `coalesce(sum(_f.${openingColumn(index)}), 0) as ${openingColumn(index)}`);
  const ends = from.varying(measures).flatMap((each, index) => {
    const [low, high] = [measures.length + 2 * index, measures.length + 2 * index + 1];
    return [
      `min(_f.${openingColumn(low)}) as ${from.lowName(each)}`,
      `max(_f.${openingColumn(high)}) as ${from.highName(each)}`,
    ];
  });
  return [...sums, ...ends];
}

const openingSum = ({ checked }: Stage, id: string): string | null => {
  const index = baseMeasures(checked).findIndex((each) => each.id === id);
  return checked.opening === null || index < 0 ? null : `coalesce(sum(_f.${openingColumn(index)}), 0)`;
};

/** A group without rows is told where a balance came before. */
function isShown({ checked }: Stage): string {
  if (checked.opening === null) return "true";
  const measures = baseMeasures(checked);
  const balances = measures.some(({ running }) => running) ? measures.filter(({ running }) => running) : measures;
  const open = balances.map((each) => `_g.${openingColumn(measures.indexOf(each))} <> 0`);
  return [`_g.${ROWS} > 0`, ...open].join(" or ");
}

function openingRecord(stage: Stage): string {
  const { checked } = stage;
  if (checked.opening === null) return "null::json";
  const currencies = new Currencies(stage, "o");
  const measures = baseMeasures(checked);
  const shown = measures.filter(({ hidden }) => !hidden);
  const items = shown.map((each) =>
    named(each, currencies.json(each, `_g.${openingColumn(measures.indexOf(each))}`, "_g")),
  );
  return `(select row_to_json(_r) from (select ${[...items, ...currencies.named(shown, "_g")].join(", ")}) _r)`;
}

function groupJson(stage: Stage, totals: string, { limit, offset }: ReportPage): string {
  const { context, checked } = stage;
  const end = offset + limit;
  const values = groupDimensions(stage).map((each) =>
    named(each, dimensionJsonSql({ context, report: checked.report }, each, columnOf("_g", each.id))),
  );
  const after = `${BEFORE} + _g.${ROWS}`;
  const record =
    `json_build_object('values', (select row_to_json(_v) from (select ${values.join(", ")}) _v), ` +
    `'opening', ${openingRecord(stage)}, 'totals', ${totals}, 'row_count', _g.${ROWS}, ` +
    `'rows', greatest(0, least(${after}, ${end}) - greatest(${BEFORE}, ${offset})), ` +
    `'begins', ${BEFORE} >= ${offset}, 'ends', ${after} <= ${end})`;
  const hasRows = `_g.${ROWS} > 0 and ${BEFORE} < ${end} and ${after} > ${offset}`;
  const isBetween = `_g.${ROWS} = 0 and ${BEFORE} >= ${offset} and (${BEFORE} < ${end} or (${BEFORE} = _g."$all" and _g."$all" <= ${end}))`;
  return `coalesce((select '[' || string_agg(${record}::text, ',' order by _g."$place") || ']' from _groups _g where (${hasRows}) or (${isBetween})), '[]')`;
}
