import { mustExist } from "../../kernel/index.ts";
import type { CheckedExpression } from "../expression/index.ts";
import type { Filed, MetadataModel } from "../metadata/metadata-model.ts";
import type { Doctype } from "../types/index.ts";
import type { PathOrigin } from "./collect-paths.ts";
import type { CompiledExpression } from "./compile-expression-at.ts";

/** For `collectPaths`: what expressions read from where they stand. */
export function expressionReads(
  expressions: readonly (CompiledExpression | null)[],
  origin: PathOrigin,
): { readonly expression: CheckedExpression; readonly origin: PathOrigin }[] {
  return expressions.flatMap((expression) => (expression ? [{ expression: expression.checked, origin }] : []));
}

/** A document with a row of one of its tables as `line`, or the document alone. */
export function lineOrigin(doctype: Doctype, table: string | null | undefined): PathOrigin {
  return table ? { doctype, rowRoots: { line: table } } : { doctype };
}

export function doctypeOf(id: string, { model }: { readonly model: MetadataModel }): Doctype {
  return mustExist(model.get("doctype", id), id);
}

/** For kinds without expressions to run: a registry holds what the file says. */
export function asDeclared<Artefact>({ artefact }: Filed<Artefact>): Artefact {
  return artefact;
}
