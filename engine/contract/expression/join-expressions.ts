import { mustExist } from "../../kernel/index.ts";
import type { Ast } from "./ast.ts";
import type { LogicNode } from "./typed-node.ts";
import type { CheckedExpression } from "./types.ts";

/**
 * Checked conditions as one, by what they are and not by how they are written: neither a comment nor the length of one touches the
 * others. Their scope must be the same. Joined by halves, so that many do not nest deeply.
 */
export function joinExpressions(
  operator: LogicNode["operator"],
  parts: readonly CheckedExpression[],
): CheckedExpression {
  if (parts.length <= 1) return mustExist(parts[0], "an expression to join");
  const middle = Math.ceil(parts.length / 2);
  return joinTwo(
    operator,
    joinExpressions(operator, parts.slice(0, middle)),
    joinExpressions(operator, parts.slice(middle)),
  );
}

function joinTwo(
  operator: LogicNode["operator"],
  left: CheckedExpression,
  right: CheckedExpression,
): CheckedExpression {
  const source = `${left.source}\n${operator}\n${right.source}`;
  const span = { start: 0, end: source.length };
  const ast: Ast = { op: "binary", operator, left: left.ast, right: right.ast, ...span };
  const root: LogicNode = {
    op: "logic",
    operator,
    left: left.root,
    right: right.root,
    type: { kind: "boolean" },
    ...span,
  };
  return Object.freeze({
    source,
    ast,
    root,
    type: root.type,
    paths: union(left.paths, right.paths),
    rowPaths: union(left.rowPaths, right.rowPaths),
    roots: new Set([...left.roots, ...right.roots]),
    usesToday: left.usesToday || right.usesToday,
    usesNow: left.usesNow || right.usesNow,
    usesRoles: left.usesRoles || right.usesRoles,
  });
}

const union = (left: CheckedExpression["paths"], right: CheckedExpression["paths"]): CheckedExpression["paths"] => [
  ...new Map([...left, ...right].map((path) => [path.join("."), path])).values(),
];
