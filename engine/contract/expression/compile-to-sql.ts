import type { SqlContext } from "./sql/sql-context.ts";
import { translateRaw } from "./sql/translate-node.ts";
import type { CheckedExpression, SqlExpression, SqlTarget } from "./types.ts";

/**
 * Translates a checked expression for a query. The SQL gives the same value as `compileExpression` on the same data;
 * numbers may carry trailing zeros. Raises EXPRESSION_NOT_TRANSLATABLE for functions over the rows of a table.
 */
export function compileToSql(checked: CheckedExpression, target: SqlTarget): SqlExpression {
  const context: SqlContext = { target, values: [] };
  return { text: translateRaw(checked.root, context), values: context.values };
}
