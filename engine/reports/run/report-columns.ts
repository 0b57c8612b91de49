import type { Field, Report } from "../../contract/index.ts";
import { fail, type LocalizedText } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { CheckedDimension, CheckedMeasure, CheckedReport } from "../definition/checked-report.ts";
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
  const { root } = checked;
  if (root.op !== "path") return undefined;
  const field = fieldAt(registry, report, root.names, root.origin.from === "row");
  if (field?.type !== "choice" && field?.type !== "computed") return undefined;
  const { options } = field;
  return options && Object.fromEntries(Object.entries(options).map(([value, { label }]) => [value, label]));
}

function fieldAt(registry: Registry, { source }: Report, path: readonly string[], isOfRow: boolean): Field | undefined {
  const [first, ...rest] = path[0] === "doc" ? path.slice(1) : path;
  if (first === undefined) return undefined;
  let field: Field | undefined = firstField(registry, source, first, isOfRow);
  for (const name of rest) field = field?.type === "link" ? registry.field(field.to, name) : undefined;
  return field;
}

function firstField(registry: Registry, source: Report["source"], name: string, isOfRow: boolean): Field | undefined {
  if ("ledger" in source) {
    const { dimensions } = registry.ledger(source.ledger);
    return Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  }
  if (!isOfRow || source.table === undefined) return registry.field(source.doctype, name);
  const table = registry.field(source.doctype, source.table);
  return table?.type === "table" ? table.child.fieldList.find(({ id }) => id === name) : undefined;
}

/** The measure a reader asks about. Raises REPORT_MEASURE_UNKNOWN. */
export function measureOf({ measures }: CheckedReport, id: string): CheckedMeasure {
  return (
    measures.find((measure) => measure.id === id) ??
    fail("REPORT_MEASURE_UNKNOWN", { measure: id }, { pointer: "/measure" })
  );
}
