import { assert } from "../../../kernel/index.ts";
import { type CheckedExpressions, expressionAt, expressionsAt } from "../../compile/compile-expression-at.ts";
import type { MetadataFile } from "../../metadata/metadata-file.ts";
import type { Doctype } from "../../types/index.ts";
import type { CompiledDerivation } from "./compiled-doctype.ts";

export function compileDerivation(
  file: MetadataFile,
  doctype: Doctype,
  table: string,
  analysis: CheckedExpressions,
): CompiledDerivation {
  const field = doctype.fields[table];
  assert(field?.type === "table" && field.derive, `the derivation of ${doctype.id}.${table}`);
  const path = ["fields", table, "derive"];
  return {
    each: field.derive.each,
    by: expressionsAt(analysis, file, [...path, "by"], Object.keys(field.derive.by)),
    set: expressionsAt(analysis, file, [...path, "set"], Object.keys(field.derive.set)),
    where: expressionAt(analysis, file, [...path, "where"]),
    source: field.derive,
  };
}
