import {
  type CheckedExpression,
  checkExpression,
  type ExprType,
  type Report,
  type ReportDimension,
  type ReportMeasure,
  type Scope,
} from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";
import { resultScope } from "./result-scope.ts";

export interface CheckedDimension extends ReportDimension {
  readonly id: string;
  readonly checked: CheckedExpression;
}

export interface CheckedMeasure extends Omit<ReportMeasure, "value" | "where" | "formula"> {
  readonly id: string;
  /** Over a source row; null for formulas and plain counts. */
  readonly value: CheckedExpression | null;
  readonly where: CheckedExpression | null;
  /** Over the figures of a result row. */
  readonly formula: CheckedExpression | null;
}

/** A definition whose expressions have been checked against its source. */
export interface CheckedReport {
  readonly report: Report;
  readonly where: CheckedExpression | null;
  readonly opening: CheckedExpression | null;
  readonly having: CheckedExpression | null;
  readonly dimensions: readonly CheckedDimension[];
  readonly measures: readonly CheckedMeasure[];
  /** Types of a result row, for the parameters of a drill-down. */
  readonly resultScope: Scope;
}

const BOOLEAN: ExprType = { kind: "boolean" };
const NUMBER: ExprType = { kind: "number" };

/**
 * Checks a definition, stored or not, against the scope of its source rows.
 * Raises EXPRESSION_… for an expression and REPORT_INVALID for what does not fit together.
 */
export function checkReport(report: Report, source: Scope): CheckedReport {
  const over = (scope: Scope, expected?: ExprType) => (text: string | undefined) =>
    text === undefined ? null : checkExpression(text, scope, expected);
  const dimensions = Object.entries(report.dimensions).map(([id, dimension]): CheckedDimension => {
    const expected: ExprType | undefined = dimension.bucket ? { kind: "date" } : undefined;
    return { ...dimension, id, checked: checkExpression(dimension.value, source, expected) };
  });
  const scope = resultScope(report, source, dimensions);
  const [condition, figure] = [over(source, BOOLEAN), over(scope, NUMBER)];
  const measures = Object.entries(report.measures).map(([id, measure]): CheckedMeasure => {
    const value = over(source, measure.aggregate === "count" ? undefined : NUMBER);
    return {
      ...measure,
      id,
      value: value(measure.value),
      where: condition(measure.where),
      formula: figure(measure.formula),
    };
  });
  const checked = {
    report,
    where: condition(report.where),
    opening: condition(report.opening),
    having: over(scope, BOOLEAN)(report.having),
    dimensions,
    measures,
    resultScope: scope,
  };
  assertFits(checked);
  return checked;
}

function assertFits({ report, dimensions, measures }: CheckedReport): void {
  const names = [...dimensions, ...measures].map(({ id }) => id);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice)
    invalid(`« ${twice} » est à la fois une dimension et un chiffre`, `“${twice}” is a dimension and a measure`);
  if (names.length === 0) invalid("elle n'a ni dimension ni chiffre", "it has neither dimension nor measure");
  for (const { id, value, formula, aggregate } of measures) {
    const isEmpty = value === null && formula === null && aggregate !== "count";
    const lacksAggregate = report.kind === "summary" && formula === null && aggregate === undefined;
    if (isEmpty || lacksAggregate) invalid(`« ${id} » n'a pas de calcul`, `“${id}” has no computation`);
  }
  for (const entry of report.order ?? []) {
    const name = entry.replace(/^-/, "");
    if (!names.includes(name)) invalid(`l'ordre nomme « ${name} »`, `the order names “${name}”`);
  }
  assertNoCycle(measures);
}

/** Formulas may read formulas, but never themselves. */
function assertNoCycle(measures: readonly CheckedMeasure[]): void {
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  const visit = (id: string, open: readonly string[]): void => {
    if (open.includes(id)) invalid(`« ${id} » se calcule à partir d'elle-même`, `“${id}” is computed from itself`);
    for (const name of byId.get(id)?.formula?.roots ?? []) if (byId.has(name)) visit(name, [...open, id]);
  };
  for (const { id } of measures) visit(id, []);
}

function invalid(reason_fr: string, reason_en: string): never {
  return fail("REPORT_INVALID", { reason_fr, reason_en });
}
