import { assert } from "../../kernel/index.ts";
import { type CheckedExpression, compileExpression, type Environment } from "../expression/index.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { slotKey } from "../slots/expression-slot.ts";

/** An expression checked when the metadata was loaded; `evaluate` is compiled on its first use. */
export interface CompiledExpression {
  readonly source: string;
  readonly checked: CheckedExpression;
  readonly evaluate: (environment: Environment) => unknown;
}

/** What compiling needs of looked-through metadata: its expressions by slot key. */
export interface CheckedExpressions {
  readonly expressions: ReadonlyMap<string, CheckedExpression>;
}

export type Path = readonly (string | number)[];

/** The checked expression at a path of a file, ready to run; null when nothing is written there. */
export function expressionAt(
  { expressions }: CheckedExpressions,
  file: MetadataFile,
  path: Path,
  use?: string,
): CompiledExpression | null {
  const checked = expressions.get(slotKey(file, path, use));
  return checked ? compileLazily(checked) : null;
}

/** The same where the language requires an expression. */
export function requiredExpressionAt(
  analysis: CheckedExpressions,
  file: MetadataFile,
  path: Path,
  use?: string,
): CompiledExpression {
  const expression = expressionAt(analysis, file, path, use);
  assert(expression, `the expression at ${slotKey(file, path, use)}`);
  return expression;
}

/** A map of expressions at a path. */
export function expressionsAt(
  analysis: CheckedExpressions,
  file: MetadataFile,
  path: Path,
  names: readonly string[],
  use?: string,
): Readonly<Record<string, CompiledExpression>> {
  return Object.fromEntries(names.map((name) => [name, requiredExpressionAt(analysis, file, [...path, name], use)]));
}

/** Most expressions of a large metadata are never run by one process, so each is compiled when first run. */
function compileLazily(checked: CheckedExpression): CompiledExpression {
  let compiled: ReturnType<typeof compileExpression> | undefined;
  return {
    source: checked.source,
    checked,
    evaluate: (environment: Environment) => {
      compiled ??= compileExpression(checked);
      return compiled(environment);
    },
  };
}
