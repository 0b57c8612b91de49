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

export interface CheckedMeasure extends Omit<ReportMeasure, "value" | "where" | "formula" | "currency" | "unit"> {
  readonly id: string;
  /** Over a source row; null for formulas and plain counts. */
  readonly value: CheckedExpression | null;
  readonly where: CheckedExpression | null;
  /** Over the figures of a result row. */
  readonly formula: CheckedExpression | null;
  /** Over the dimensions of a result row: code of the currency of its amounts; null = the organization's. */
  readonly currency: CheckedExpression | null;
  /** Over the dimensions of a result row: the currency or unit that values must share to have a sum; null = all do. */
  readonly common: CheckedExpression | null;
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
const TEXT: ExprType = { kind: "text" };

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
  const code = over(resultScope({ ...report, measures: {} }, source, dimensions), TEXT);
  const measures = Object.entries(report.measures).map(([id, measure]): CheckedMeasure => {
    const value = over(source, measure.aggregate === "count" ? undefined : NUMBER);
    const { unit, ...rest } = measure;
    return {
      ...rest,
      id,
      value: value(measure.value),
      where: condition(measure.where),
      formula: figure(measure.formula),
      currency: code(measure.currency),
      common: code(measure.currency ?? unit),
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
  assertGrouped(report, dimensions);
  for (const measure of measures) assertSameKind(measure, dimensions);
}

function assertGrouped({ group, order }: Report, dimensions: readonly CheckedDimension[]): void {
  if (!group) return;
  const { by } = group;
  for (const name of [by, ...(group.with ?? [])]) {
    if (!dimensions.some(({ id }) => id === name)) invalid(`le groupe nomme « ${name} »`, `the group names “${name}”`);
  }
  if (order?.[0]?.replace(/^-/, "") !== by) {
    invalid(`l'ordre ne commence pas par « ${by} »`, `the order does not begin with “${by}”`);
  }
}

/** A running total over several currencies or units is no figure. */
function assertSameKind({ id, running, restarts, common }: CheckedMeasure, dimensions: readonly CheckedDimension[]) {
  const varies = dimensions.some((dimension) => dimension.id !== restarts && common?.roots.has(dimension.id));
  if (running && varies) {
    invalid(
      `« ${id} » cumule ce qui est en plusieurs devises ou unités`,
      `“${id}” adds up what is in several currencies or units`,
    );
  }
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
