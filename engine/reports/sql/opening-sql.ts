import { quoteIdent } from "../../database/index.ts";
import type { CheckedDimension } from "../definition/checked-report.ts";
import { type SourceRows, sourceRows } from "../source/source-rows.ts";
import { Currencies } from "./currency-sql.ts";
import { dimensionValueSql } from "./dimension-sql.ts";
import { aggregateSql, baseMeasures, columnOf, figureSql, rowValueSql } from "./figures.ts";
import { named, type Stage, whereOf } from "./stage.ts";

/**
 * Sums over the source rows that come before the listed ones: one row, or one by the first of these dimensions, whose value
 * is `$key`; the others have one value for each of it.
 */
export function openingSql(stage: Stage, by: readonly CheckedDimension[] = []): string {
  const { context, checked, params } = stage;
  const rows = sourceRows(context, checked.report.source, params);
  const dimensionSql = (each: CheckedDimension) => dimensionValueSql(each, rows.sql(each.checked));
  const keys = by.map((each, index) =>
    index === 0 ? `${dimensionSql(each)} as "$key"` : named(each, `(array_agg(${dimensionSql(each)}))[1]`),
  );
  const measures = baseMeasures(checked);
  const sums = measures.map((each) => named(each, aggregateSql(each, rowValueSql(each, rows.sql))));
  const spread = new Currencies(stage).items(
    measures,
    () => sourceFigures(stage, rows),
    (each) => rowValueSql(each, rows.sql),
  );
  const condition = checked.opening ? [rows.sql(checked.opening)] : [];
  const where = whereOf([...rows.conditions, ...condition]);
  const items = [...keys, ...sums, ...spread].join(", ");
  return `select ${items} from ${rows.row.from()}${where}${by.length > 0 ? " group by 1" : ""}`;
}

/** Expressions over dimensions, written over source rows. */
export function sourceFigures({ context, checked, params }: Stage, rows: SourceRows) {
  const dimensions = new Map(checked.dimensions.map((each) => [each.id, each]));
  return figureSql(context, checked, params, (id) => {
    const dimension = dimensions.get(id);
    return dimension ? dimensionValueSql(dimension, rows.sql(dimension.checked)) : columnOf("_none", id);
  });
}

/** Name of the sums that came before, by value of a dimension. */
export const openingBy = (dimension: string): string => quoteIdent(`_opening_by_${dimension}`);

/** For each dimension at which a running total starts anew, or a group begins: what came before, by its value (`$key`). */
export function openingsByDimension(stage: Stage): string[] {
  const { dimensions, measures, report } = stage.checked;
  const restarts = new Set([...measures.map((each) => each.restarts), report.group?.by]);
  return dimensions
    .filter(({ id }) => restarts.has(id))
    .map((each) => {
      const beside = each.id === report.group?.by ? groupDimensions(stage).filter(({ id }) => id !== each.id) : [];
      return `${openingBy(each.id)} as materialized (${openingSql(stage, [each, ...beside])})`;
    });
}

/** Dimensions told in the heading of a group, the one it begins at first. */
export function groupDimensions({ checked: { report, dimensions } }: Stage): readonly CheckedDimension[] {
  const { group } = report;
  if (!group) return [];
  const names = new Set([group.by, ...(group.with ?? [])]);
  return [...names].flatMap((name) => dimensions.find(({ id }) => id === name) ?? []);
}
