import { mustExist } from "../../kernel/index.ts";
import type { CheckedDimension } from "../definition/checked-report.ts";
import { linkTitleSql } from "./dimension-sql.ts";
import type { FigureSql } from "./figures.ts";
import type { Stage } from "./stage.ts";

/** ORDER BY items of the result: as declared, nulls last, then by what makes the order total. */
export function orderSql(stage: Stage, figures: FigureSql): string {
  const { checked } = stage;
  const dimensions = new Map(checked.dimensions.map((dimension) => [dimension.id, dimension]));
  const declared = (checked.report.order ?? []).flatMap((entry) => {
    const id = entry.replace(/^-/, "");
    const dimension = dimensions.get(id);
    if (dimension) return dimensionOrder(stage, dimension, figures.dimension(id), entry.startsWith("-"));
    return [`${figures.measure(id)}${entry.startsWith("-") ? " desc nulls last" : ""}`];
  });
  const items = [...declared, ...tieBreakers(checked, figures)];
  return mustExist(items.length > 0 ? items.join(", ") : null, "order of a report");
}

/** A link goes by its title; where its rows are a group they stand together, whoever else has the same title. */
export function dimensionOrder(
  { context, checked: { report } }: Stage,
  dimension: CheckedDimension,
  value: string,
  descends = report.order?.[0] === `-${dimension.id}`,
): string[] {
  const direction = descends ? " desc nulls last" : "";
  if (dimension.checked.type.kind !== "record") return [`${value}${direction}`];
  const title = `${linkTitleSql({ context, report }, dimension, value)}${direction}`;
  return report.group?.by === dimension.id ? [title, value] : [title];
}

function tieBreakers({ report, dimensions }: Stage["checked"], figures: FigureSql): string[] {
  const byDimension = dimensions.map(({ id }) => figures.dimension(id));
  if (report.kind === "summary") return byDimension.length > 0 ? byDimension : ["1::int"];
  const isLedger = "ledger" in report.source;
  const ties = isLedger || report.source.table !== undefined ? [0, 1] : [0];
  return ties.map((index) => `_f."$tie${index}"`);
}
