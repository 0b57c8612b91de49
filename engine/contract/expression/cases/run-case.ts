import { checkExpression } from "../check-expression.ts";
import { compileExpression } from "../compile-expression.ts";
import { type FormattedValue, formatValue } from "../format-value.ts";
import type { ExpressionCase } from "./expression-case.ts";
import { FIXTURE_SCOPE, fixtureEnvironment } from "./fixture.ts";

/** Evaluates a case in memory. */
export function runCase({ source, values }: ExpressionCase): FormattedValue {
  const checked = checkExpression(source, FIXTURE_SCOPE);
  return formatValue(checked.type, compileExpression(checked)(fixtureEnvironment(values)));
}
