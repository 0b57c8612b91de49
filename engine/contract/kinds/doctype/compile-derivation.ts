import { assert } from "../../../kernel/index.ts";
import { type CheckedExpressions, type CompiledExpression, expressionAt } from "../../compile/compile-expression-at.ts";
import type { MetadataFile } from "../../metadata/metadata-file.ts";
import type { Doctype } from "../../types/index.ts";
import type { CompiledDerivation } from "./compiled-doctype.ts";

/** How a table's rows are derived; null where a part of it reads what is not there to be seen. */
export function compileDerivation(
  file: MetadataFile,
  doctype: Doctype,
  table: string,
  checked: CheckedExpressions,
): CompiledDerivation | null {
  const field = doctype.fields[table];
  assert(field?.type === "table" && field.derive, `the derivation of ${doctype.id}.${table}`);
  const source = field.derive;
  const at = (...path: string[]) => expressionAt(checked, file, ["fields", table, "derive", ...path]);
  const by = complete(Object.keys(source.by).map((column) => [column, at("by", column)]));
  const set = complete(Object.keys(source.set).map((column) => [column, at("set", column)]));
  const where = at("where");
  if (!by || !set || (source.where !== undefined && !where)) return null;
  return { each: source.each, by, set, where, source };
}

function complete(
  entries: readonly (readonly [string, CompiledExpression | null])[],
): Readonly<Record<string, CompiledExpression>> | null {
  const found = entries.flatMap(([name, expression]) => (expression ? [[name, expression] as const] : []));
  return found.length === entries.length ? Object.fromEntries(found) : null;
}
