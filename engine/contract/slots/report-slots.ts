import { checkExpression, type ExprType, type Scope } from "../expression/index.ts";
import type { FiledArtefact } from "../metadata/metadata-model.ts";
import { parameterType } from "../scopes/parameter-type.ts";
import type { Report, ReportMeasure } from "../types/index.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "./expression-slot.ts";

export function reportSlots(filed: FiledArtefact<"report">, context: SlotContext): ExpressionSlot[] {
  const { file, artefact: report } = filed;
  const { scopes } = context;
  const source = scopes.reportSource(report);
  const result = scopes.reportResult(report, dimensionTypes(report, source));
  return [
    ...Object.entries(report.params ?? {}).flatMap(([id, param]) =>
      slot(file, ["params", id, "default"], param.default, scopes.reportParams(report), {
        expected: parameterType(param),
      }),
    ),
    ...slot(file, ["where"], report.where, source, { expected: BOOLEAN, sql: true }),
    ...slot(file, ["opening"], report.opening, source, { expected: BOOLEAN, sql: true }),
    ...slot(file, ["having"], report.having, result, { expected: BOOLEAN, sql: true }),
    ...Object.entries(report.dimensions).flatMap(([id, dimension]) =>
      slot(file, ["dimensions", id, "value"], dimension.value, source, {
        sql: true,
        expected: dimension.bucket ? { kind: "date" } : undefined,
      }),
    ),
    ...Object.entries(report.measures).flatMap(([id, measure]) => measureSlots(filed, id, measure, source, result)),
    ...drillSlots(filed, result, context),
  ];
}

function measureSlots(
  { file }: FiledArtefact<"report">,
  id: string,
  measure: ReportMeasure,
  source: Scope,
  result: Scope,
): ExpressionSlot[] {
  const number: ExprType = { kind: "number" };
  const expected = measure.aggregate === "count" ? undefined : number;
  return [
    ...slot(file, ["measures", id, "value"], measure.value, source, { expected, sql: true }),
    ...slot(file, ["measures", id, "where"], measure.where, source, { expected: BOOLEAN, sql: true }),
    ...slot(file, ["measures", id, "formula"], measure.formula, result, { expected: number, sql: true }),
  ];
}

function drillSlots({ file, artefact }: FiledArtefact<"report">, result: Scope, { model }: SlotContext) {
  const { drill } = artefact;
  const target = drill && model.get("report", drill.report);
  if (!drill || !target) return [];
  return Object.entries(drill.params).flatMap(([id, source]) => {
    const param = target.params?.[id];
    return slot(file, ["drill", "params", id], source, result, { expected: param && parameterType(param) });
  });
}

/** Types of a report's dimensions as its result rows have them; a dimension that does not check is left out. */
export function dimensionTypes(report: Report, source: Scope): Readonly<Record<string, ExprType>> {
  const types: Record<string, ExprType> = {};
  for (const [id, dimension] of Object.entries(report.dimensions)) {
    try {
      types[id] = checkExpression(dimension.value, source).type;
    } catch {
      // The dimension's own slot reports what is wrong with it.
    }
  }
  return types;
}
