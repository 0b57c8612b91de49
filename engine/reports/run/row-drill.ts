import { checkExpression, compileExpression, formatValue, type Report } from "../../contract/index.ts";
import type { JsonValue, RequestContext } from "../../documents/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { CheckedReport } from "../definition/checked-report.ts";
import type { ReportRow } from "../types.ts";
import type { PreparedReport } from "./prepare-report.ts";
import { toParam } from "./report-params.ts";
import { environmentOf, sharedRoots } from "./shared-roots.ts";

/** Adds to each row, as `$drill`, the report a click opens and its parameters, when the definition names one. */
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
  const roots = { ...shared.roots, params: Object.fromEntries(params) };
  return rows.map((row) => {
    const environment = environmentOf(ctx, { ...shared, roots: { ...roots, ...row } });
    const values = expressions.map(({ id, definition, expression, evaluate }): [string, JsonValue] => {
      return [id, toParam(definition, formatValue(expression.type, evaluate(environment)) as JsonValue)];
    });
    return { ...row, $drill: { report: target.id, params: Object.fromEntries(values) } };
  });
}

const EXPRESSIONS = new WeakMap<CheckedReport, ReturnType<typeof compileDrill>>();

function drillExpressions(checked: CheckedReport, drill: NonNullable<Report["drill"]>, target: Report) {
  const expressions = EXPRESSIONS.get(checked) ?? compileDrill(checked, drill, target);
  EXPRESSIONS.set(checked, expressions);
  return expressions;
}

function compileDrill(checked: CheckedReport, drill: NonNullable<Report["drill"]>, target: Report) {
  return Object.entries(drill.params).map(([id, source]) => {
    const expression = checkExpression(source, checked.resultScope);
    const definition = mustExist(target.params?.[id], `parameter ${id} of ${target.id}`);
    return { id, definition, expression, evaluate: compileExpression(expression) };
  });
}
