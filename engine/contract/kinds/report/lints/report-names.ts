import { type Lint, problem } from "../../../lints/lint.ts";
import type { Filed, MetadataModel } from "../../../metadata/metadata-model.ts";
import { suggest } from "../../../suggest.ts";
import type { Report } from "../../../types/index.ts";

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
      ...drillParameters(report, known, model),
    ];
  },
};

type NameCheck = ReturnType<typeof nameCheck>;

const nameCheck =
  ({ file }: Filed<Report>) =>
  (path: readonly (string | number)[], name: string, names: readonly string[]) =>
    names.includes(name)
      ? []
      : [problem(file, path, "METADATA_REPORT_NAME", { name }, { suggestion: suggest(name, names) })];

function drillParameters({ drill }: Report, known: NameCheck, model: MetadataModel) {
  const target = drill && model.get("report", drill.report);
  if (!drill || !target) return [];
  const names = Object.keys(target.params ?? {});
  return Object.keys(drill.params).flatMap((id) => known(["drill", "params", id], id, names));
}
