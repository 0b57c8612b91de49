import type { Report } from "../../contract/index.ts";
import { fail, type LocalizedText } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { CheckedDimension, CheckedMeasure, CheckedReport } from "../definition/checked-report.ts";
import { sourceField } from "../source/source-field.ts";
import { dimensionType } from "../sql/dimension-sql.ts";
import type { ReportColumn } from "../types.ts";

/** Visible columns of a report, dimensions first. */
export function reportColumns(registry: Registry, { report, dimensions, measures }: CheckedReport): ReportColumn[] {
  return [
    ...dimensions.filter(({ hidden }) => !hidden).map((each) => dimensionColumn(registry, report, each)),
    ...measures.filter(({ hidden }) => !hidden).map(measureColumn),
  ];
}

function dimensionColumn(registry: Registry, report: Report, dimension: CheckedDimension): ReportColumn {
  const { id, label, bucket, checked } = dimension;
  const type = dimensionType(dimension);
  const to = checked.type.kind === "record" ? checked.type.doctype : undefined;
  const options = choiceLabels(registry, report, dimension);
  return {
    id,
    label,
    type,
    kind: "dimension",
    ...(bucket ? { bucket } : {}),
    ...(to !== undefined && registry.doctypes.has(to) ? { to } : {}),
    ...(options ? { options } : {}),
  };
}

export const measureColumn = ({ id, label, type, group }: CheckedMeasure): ReportColumn => {
  return { id, label, type, kind: "measure", ...(group ? { group } : {}) };
};

/** Labels of the values of a dimension that is a plain choice field, or a path that ends in one. */
function choiceLabels(
  registry: Registry,
  report: Report,
  { checked }: CheckedDimension,
): Readonly<Record<string, LocalizedText>> | undefined {
  const field = sourceField(registry, report, checked);
  if (field?.type !== "choice" && field?.type !== "computed") return undefined;
  const { options } = field;
  return options && Object.fromEntries(Object.entries(options).map(([value, { label }]) => [value, label]));
}

/** The measure a reader asks about. Raises REPORT_MEASURE_UNKNOWN. */
export function measureOf({ measures }: CheckedReport, id: string): CheckedMeasure {
  return (
    measures.find((measure) => measure.id === id) ??
    fail("REPORT_MEASURE_UNKNOWN", { measure: id }, { pointer: "/measure" })
  );
}
