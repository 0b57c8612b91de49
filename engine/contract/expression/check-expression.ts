import { checkNode } from "./check/check-node.ts";
import { assertGivenOptions } from "./check/check-option.ts";
import { createReadsCollector } from "./check/reads-collector.ts";
import { settle } from "./check/settle.ts";
import { refuseType } from "./check/type-problem.ts";
import { parseExpression } from "./parse-expression.ts";
import { isAssignable } from "./type-relations.ts";
import type { CheckedExpression, ExprType, Scope } from "./types.ts";

/**
 * Parses a source and checks it against what its names mean. With `expected`, the result must fit that type.
 * Raises the errors of `parseExpression` and EXPRESSION_UNKNOWN_NAME, …_UNKNOWN_FIELD, …_UNKNOWN_FUNCTION (each with
 * a suggestion when one is close), …_ARGUMENTS, …_TYPE, …_OPTION_UNKNOWN, …_LITERAL_INVALID; the place is in `data.start` and `data.end`.
 */
export function checkExpression(source: string, scope: Scope, expected?: ExprType): CheckedExpression {
  const ast = parseExpression(source);
  const reads = createReadsCollector();
  const node = checkNode(ast, { scope, rows: [], reads, check: checkNode });
  if (expected && !isAssignable(node.type, expected)) refuseType(ast, expected, node.type);
  if (expected) assertGivenOptions(node, expected);
  const root = expected ? settle(node, expected) : node;
  const paths = reads.paths("root");
  return Object.freeze({
    source,
    ast,
    root,
    type: root.type,
    paths,
    rowPaths: reads.paths("row"),
    roots: new Set(paths.map((path) => path[0] ?? "")),
    usesToday: reads.usesSession("today"),
    usesNow: reads.usesSession("now"),
    usesRoles: reads.usesSession("roles"),
  });
}
