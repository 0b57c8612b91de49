import type { CheckedExpression, ExprType, Scope } from "../expression/index.ts";

/** A field of a doctype that an expression reads. */
export interface FieldMention {
  readonly doctype: string;
  readonly field: string;
}

/** Fields an expression reads, on its way over links too. `root` is the record whose fields are root names. */
export function expressionMentions(
  expression: CheckedExpression,
  scope: Scope,
  root: string | undefined,
): FieldMention[] {
  const fromRoot = expression.paths.flatMap(([name = "", ...rest]) => {
    const isOwn = root !== undefined && scope.member(root, name) !== undefined;
    const own = isOwn ? [{ doctype: root, field: name }] : [];
    return [...own, ...memberMentions(scope.lookup(name), rest, scope)];
  });
  const row: ExprType | undefined = scope.row === undefined ? undefined : { kind: "record", doctype: scope.row };
  return [...fromRoot, ...expression.rowPaths.flatMap((path) => memberMentions(row, path, scope))];
}

function memberMentions(type: ExprType | undefined, path: readonly string[], scope: Scope): FieldMention[] {
  const record = type?.kind === "list" ? type.of : type;
  const [field, ...rest] = path;
  if (field === undefined || record?.kind !== "record") return [];
  const { doctype } = record;
  return [{ doctype, field }, ...memberMentions(scope.member(doctype, field), rest, scope)];
}
