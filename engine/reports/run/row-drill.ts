import { checkExpression, compileExpression, formatValue, type Report } from "../../contract/index.ts";
import type { JsonValue, RequestContext } from "../../documents/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { CheckedReport } from "../definition/checked-report.ts";
import type { ReportRow } from "../types.ts";
import type { PreparedReport } from "./prepare-report.ts";
import { toParam } from "./report-params.ts";
import { environmentOf, sharedRoots } from "./shared-roots.ts";

/** Adds to each row, as `$drill`, the report a click opens, its parameters and those of single figures, when the definition names one. */
export async function withDrill(
  ctx: RequestContext,
  { checked, params }: PreparedReport,
  rows: readonly ReportRow[],
): Promise<readonly ReportRow[]> {
  const { drill } = checked.report;
  if (!drill) return rows;
  const target = ctx.registry.report(drill.report);
  const expressions = drillExpressions(checked, drill, target);
  const shared = await sharedRoots(
    ctx,
    expressions.map(({ expression }) => expression),
  );
  const ofFigures = [...new Set(expressions.flatMap(({ measure }) => measure ?? []))];
  const roots = { ...shared.roots, params: Object.fromEntries(params) };
  return rows.map((row) => {
    const environment = environmentOf(ctx, { ...shared, roots: { ...roots, ...row } });
    const valuesOf = (wanted: string | null) =>
      expressions
        .filter(({ measure }) => measure === wanted)
        .map(({ id, definition, expression, evaluate }): [string, JsonValue] => {
          return [id, toParam(definition, formatValue(expression.type, evaluate(environment)) as JsonValue)];
        });
    const figures = ofFigures.map((id) => [id, Object.fromEntries(valuesOf(id))] as const);
    return {
      ...row,
      $drill: {
        report: target.id,
        params: Object.fromEntries(valuesOf(null)),
        ...(figures.length > 0 && { figures: Object.fromEntries(figures) }),
      },
    };
  });
}

const EXPRESSIONS = new WeakMap<CheckedReport, ReturnType<typeof compileDrill>>();

function drillExpressions(checked: CheckedReport, drill: NonNullable<Report["drill"]>, target: Report) {
  const expressions = EXPRESSIONS.get(checked) ?? compileDrill(checked, drill, target);
  EXPRESSIONS.set(checked, expressions);
  return expressions;
}

function compileDrill(checked: CheckedReport, drill: NonNullable<Report["drill"]>, target: Report) {
  const maps: readonly (readonly [string | null, Readonly<Record<string, string>>])[] = [
    [null, drill.params],
    ...checked.measures.map((measure) => [measure.id, measure.drill ?? {}] as const),
  ];
  return maps.flatMap(([measure, params]) =>
    Object.entries(params).map(([id, source]) => {
      const expression = checkExpression(source, checked.resultScope);
      const definition = mustExist(target.params?.[id], `parameter ${id} of ${target.id}`);
      return { measure, id, definition, expression, evaluate: compileExpression(expression) };
    }),
  );
}
