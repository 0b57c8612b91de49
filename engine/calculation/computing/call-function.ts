import {
  type CalledFunction,
  type CompiledCall,
  type CompiledExpression,
  type Environment,
  formatValue,
  isJsonObject,
  type JsonObject,
  type Value,
  withRoot,
} from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";
import type { JsonValue } from "../document.ts";

/** The port by which values reach functions: plain data in, plain data out, at once. Raises FUNCTION_…. */
export type ComputeByFunction = (called: CalledFunction, input: JsonObject) => JsonValue;

/**
 * What a function answers over a document: its `rows`, so many as told where that is known. Raises FUNCTION_… and
 * what the expressions raise.
 */
export function callFunction(
  compute: ComputeByFunction,
  { called, input, lists }: CompiledCall,
  document: Environment,
  count?: number,
): readonly JsonObject[] {
  const given: Record<string, JsonValue> = { ...jsonSet(input, document) };
  for (const { name, each, set } of lists) {
    given[name] = lineEnvironments(document, each).map((line) => jsonSet(set, line));
  }
  const answer = compute(called, given);
  const rows = isJsonObject(answer) && Array.isArray(answer["rows"]) ? (answer["rows"] as readonly JsonValue[]) : [];
  const isAsAsked = rows.every(isJsonObject) && (count === undefined || rows.length === count);
  return isAsAsked
    ? (rows as readonly JsonObject[])
    : fail("FUNCTION_OUTPUT_INVALID", { function: called.declaration.id });
}

function jsonSet(set: Readonly<Record<string, CompiledExpression>>, environment: Environment): JsonObject {
  const entries = Object.entries(set).map(([name, { checked, evaluate }]) => {
    return [name, formatValue(checked.type, evaluate(environment) as Value) as JsonValue] as const;
  });
  return Object.fromEntries(entries);
}

/** The document with each row of the table as `line`; the document alone where there is no table. */
export function lineEnvironments(document: Environment, table: string | null): readonly Environment[] {
  if (table === null) return [document];
  const rows = (document.get(table) ?? []) as readonly unknown[];
  return rows.map((row) => withRoot(document, "line", row));
}
