import { checkExpression, type ExprType, type Scope } from "../../expression/index.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import { parameterType } from "../../scopes/parameter-type.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import type { Report } from "../../types/index.ts";

const NUMBER: ExprType = { kind: "number" };
const TEXT: ExprType = { kind: "text" };

/** Expressions over the source rows, and those over the result rows once the dimensions' types are known. */
export function reportSlots(filed: Filed<Report>, context: SlotContext): ExpressionSlot[] {
  const { artefact } = filed;
  const source = context.scopes.reportSource(artefact);
  const dimensions = dimensionTypes(artefact, source);
  const result = dimensions && {
    figures: context.scopes.reportResult(artefact, dimensions),
    labels: context.scopes.reportResult({ ...artefact, measures: {} }, dimensions),
  };
  return [
    ...parameterSlots(filed, context),
    ...sourceSlots(filed, source),
    ...(result ? resultSlots(filed, result, context) : []),
  ];
}

function parameterSlots({ file, artefact }: Filed<Report>, { scopes }: SlotContext): ExpressionSlot[] {
  const scope = scopes.reportParams(artefact);
  return Object.entries(artefact.params ?? {}).flatMap(([id, param]) =>
    slot(file, ["params", id, "default"], param.default, scope, { expected: parameterType(param) }),
  );
}

function sourceSlots({ file, artefact }: Filed<Report>, scope: Scope): ExpressionSlot[] {
  const condition = { expected: BOOLEAN, sql: true };
  return [
    ...slot(file, ["where"], artefact.where, scope, condition),
    ...slot(file, ["opening"], artefact.opening, scope, condition),
    ...Object.entries(artefact.dimensions).flatMap(([id, { value, bucket }]) =>
      slot(file, ["dimensions", id, "value"], value, scope, { sql: true, expected: bucket && { kind: "date" } }),
    ),
    ...Object.entries(artefact.measures).flatMap(([id, { value, where, aggregate }]) => [
      ...slot(file, ["measures", id, "value"], value, scope, {
        sql: true,
        expected: aggregate === "count" ? undefined : NUMBER,
      }),
      ...slot(file, ["measures", id, "where"], where, scope, condition),
    ]),
  ];
}

/** Scopes of a result row: with its figures, and without. */
interface ResultScopes {
  readonly figures: Scope;
  readonly labels: Scope;
}

function resultSlots(
  filed: Filed<Report>,
  { figures: scope, labels }: ResultScopes,
  { model }: SlotContext,
): ExpressionSlot[] {
  const { file, artefact } = filed;
  const target = artefact.drill && model.get("report", artefact.drill.report);
  return [
    ...slot(file, ["having"], artefact.having, scope, { expected: BOOLEAN, sql: true }),
    ...Object.entries(artefact.measures).flatMap(([id, { formula, currency, unit }]) => [
      ...slot(file, ["measures", id, "formula"], formula, scope, { expected: NUMBER, sql: true }),
      ...slot(file, ["measures", id, "currency"], currency, labels, { expected: TEXT, sql: true }),
      ...slot(file, ["measures", id, "unit"], unit, labels, { expected: TEXT, sql: true }),
    ]),
    ...drillMaps(artefact).flatMap(({ path, params }) =>
      Object.entries(params).flatMap(([id, source]) => {
        const param = target?.params?.[id];
        return slot(file, [...path, id], source, scope, { expected: param && parameterType(param) });
      }),
    ),
  ];
}

interface DrillMap {
  readonly path: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}

/** Where a report says with which parameters a click opens another: for its rows, and for single figures. */
export const drillMaps = ({ drill, measures }: Report): DrillMap[] => [
  { path: ["drill", "params"], params: drill?.params ?? {} },
  ...Object.entries(measures).map(([id, measure]) => ({
    path: ["measures", id, "drill"],
    params: measure.drill ?? {},
  })),
];

/** Types of a report's dimensions as its result rows have them, or null when one does not check: its own slot says why. */
function dimensionTypes(report: Report, source: Scope): Readonly<Record<string, ExprType>> | null {
  try {
    return Object.fromEntries(
      Object.entries(report.dimensions).map(([id, { value }]) => [id, checkExpression(value, source).type]),
    );
  } catch {
    return null;
  }
}
