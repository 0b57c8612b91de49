export type { Ast, BinaryOperator, PathName, Span } from "./ast.ts";
export { checkExpression } from "./check-expression.ts";
export { compileExpression } from "./compile-expression.ts";
export { type CompiledSeries, compileTemplateSeries, type SeriesNumber } from "./compile-template-series.ts";
export { compileToSql } from "./compile-to-sql.ts";
export { createEnvironment, type EnvironmentSource, withRoot } from "./create-environment.ts";
export { createScope, type ScopeSource } from "./create-scope.ts";
export { createSqlTarget, type SqlTargetSource } from "./create-sql-target.ts";
export { type FormattedValue, formatValue } from "./format-value.ts";
export { joinExpressions } from "./join-expressions.ts";
export { LIMITS as EXPRESSION_LIMITS } from "./limits.ts";
export { parseExpression, RESERVED_WORDS } from "./parse-expression.ts";
export { pathsIn } from "./paths-in.ts";
export { PATTERN_REASONS, patternProblem } from "./pattern/pattern-problem.ts";
export { seriesPattern } from "./series/series-pattern.ts";
export type {
  CheckedExpression,
  ColumnRead,
  Environment,
  ExpressionFunction,
  ExprType,
  RecordValue,
  ScalarKind,
  Scope,
  SqlExpression,
  SqlTarget,
  SqlValue,
  Value,
} from "./types.ts";
