import {
  type CheckedExpression,
  compileExpression,
  type Environment,
  type MetadataAnalysis,
  type MetadataFile,
  slotKey,
} from "../../contract/index.ts";
import { assert } from "../../kernel/index.ts";
import type { CompiledExpression } from "../types.ts";

export type Path = readonly (string | number)[];

/** The checked expression at a path of a file, ready to run; null when nothing is written there. */
export function expressionAt(
  analysis: MetadataAnalysis,
  file: MetadataFile,
  path: Path,
  use?: string,
): CompiledExpression | null {
  const checked = analysis.expressions.get(slotKey(file, path, use));
  return checked ? compileLazily(checked) : null;
}

/** The same where the language requires an expression. */
export function requiredExpressionAt(
  analysis: MetadataAnalysis,
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
  analysis: MetadataAnalysis,
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
