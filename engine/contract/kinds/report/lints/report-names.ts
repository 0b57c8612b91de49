import { type Lint, problem } from "../../../lints/lint.ts";
import type { Filed, MetadataModel } from "../../../metadata/metadata-model.ts";
import { suggest } from "../../../suggest.ts";
import type { Report } from "../../../types/index.ts";
import { drillMaps } from "../report-slots.ts";

/** Order, chart and drill-down name what the report (or the one drilled to) has. */
export const reportNames: Lint<Report> = {
  id: "report-names",
  phase: "structure",
  check: (filed, { model }) => {
    const { artefact: report } = filed;
    const { chart } = report;
    const dimensions = Object.keys(report.dimensions);
    const measures = Object.keys(report.measures);
    const known = nameCheck(filed);
    return [
      ...(report.order ?? []).flatMap((key, index) =>
        known(["order", index], key.replace(/^-/, ""), [...dimensions, ...measures]),
      ),
      ...(chart ? known(["chart", "x"], chart.x, dimensions) : []),
      ...(chart?.series === undefined ? [] : known(["chart", "series"], chart.series, dimensions)),
      ...(chart?.y ?? []).flatMap((id, index) => known(["chart", "y", index], id, measures)),
      ...Object.entries(report.measures).flatMap(([id, { restarts }]) =>
        restarts === undefined ? [] : known(["measures", id, "restarts"], restarts, firstOrders(report)),
      ),
      ...(report.group ? known(["group", "by"], report.group.by, firstOrders(report)) : []),
      ...(report.group?.with ?? []).flatMap((id, index) => known(["group", "with", index], id, dimensions)),
      ...drillParameters(report, known, model),
    ];
  },
};

/** A running total can only start anew, and a group stand together, where the rows of a value stand together. */
const firstOrders = ({ order, dimensions }: Report): string[] => {
  const first = order?.[0]?.replace(/^-/, "");
  return first !== undefined && Object.hasOwn(dimensions, first) ? [first] : [];
};

type NameCheck = ReturnType<typeof nameCheck>;

const nameCheck =
  ({ file }: Filed<Report>) =>
  (path: readonly (string | number)[], name: string, names: readonly string[]) =>
    names.includes(name)
      ? []
      : [problem(file, path, "METADATA_REPORT_NAME", { name }, { suggestion: suggest(name, names) })];

/** Without a report to open, a figure's parameters have nothing to name. */
function drillParameters(report: Report, known: NameCheck, model: MetadataModel) {
  const target = report.drill && model.get("report", report.drill.report);
  if (report.drill && !target) return [];
  const names = Object.keys(target?.params ?? {});
  return drillMaps(report).flatMap(({ path, params }) =>
    Object.keys(params).flatMap((id) => known([...path, id], id, names)),
  );
}
