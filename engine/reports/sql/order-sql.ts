import { mustExist } from "../../kernel/index.ts";
import type { CheckedDimension } from "../definition/checked-report.ts";
import { linkTitleSql } from "./dimension-sql.ts";
import type { FigureSql } from "./figures.ts";
import type { Stage } from "./stage.ts";

/** ORDER BY items of the result: as declared, nulls last, then by what makes the order total. */
export function orderSql({ context, checked }: Stage, figures: FigureSql): string {
  const dimensions = new Map(checked.dimensions.map((dimension) => [dimension.id, dimension]));
  const byDimension = (dimension: CheckedDimension) =>
    dimension.checked.type.kind === "record"
      ? linkTitleSql({ context, report: checked.report }, dimension, figures.dimension(dimension.id))
      : figures.dimension(dimension.id);
  const declared = (checked.report.order ?? []).map((entry) => {
    const id = entry.replace(/^-/, "");
    const dimension = dimensions.get(id);
    const value = dimension ? byDimension(dimension) : figures.measure(id);
    return `${value}${entry.startsWith("-") ? " desc nulls last" : ""}`;
  });
  const items = [...declared, ...tieBreakers(checked, figures)];
  return mustExist(items.length > 0 ? items.join(", ") : null, "order of a report");
}

function tieBreakers({ report, dimensions }: Stage["checked"], figures: FigureSql): string[] {
  const byDimension = dimensions.map(({ id }) => figures.dimension(id));
  if (report.kind === "summary") return byDimension.length > 0 ? byDimension : ["1::int"];
  const isLedger = "ledger" in report.source;
  const ties = isLedger || report.source.table !== undefined ? [0, 1] : [0];
  return ties.map((index) => `_f."$tie${index}"`);
}
