import type { PathOrigin } from "../compile/collect-paths.ts";
import { type CheckedExpressions, type CompiledExpression, expressionAt } from "../compile/compile-expression-at.ts";
import { expressionReads, lineOrigin } from "../compile/expression-reads.ts";
import type { CheckedExpression } from "../expression/index.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Doctype, FunctionCall, Named } from "../types/index.ts";
import type { CompiledCall } from "./compiled-call.ts";

/** What compiling a call needs of looked-through metadata. */
interface Metadata extends CheckedExpressions {
  readonly model: MetadataModel;
}

type Path = readonly string[];

/** Null where the function or what it is given cannot be seen: on a screen. */
export function compileCall(
  file: MetadataFile,
  path: Path,
  call: FunctionCall,
  metadata: Metadata,
): CompiledCall | null {
  const declaration = metadata.model.get("function", call.function);
  const module = metadata.model.fileOf("function", call.function)?.module;
  const input = compileSet(metadata, file, [...path, "input"], call.input);
  const lists = Object.entries(call.lists ?? {}).map(([name, { each, set }]) => {
    return { name, each, set: compileSet(metadata, file, [...path, "lists", name, "set"], set) };
  });
  const isWhole = (list: (typeof lists)[number]): list is CompiledCall["lists"][number] => list.set !== null;
  if (!declaration || module === undefined || !input || !lists.every(isWhole)) return null;
  return { called: { module, declaration }, input, lists, columns: call.columns };
}

function compileSet(
  metadata: Metadata,
  file: MetadataFile,
  path: Path,
  set: Named<string> = {},
): Readonly<Record<string, CompiledExpression>> | null {
  const names = Object.keys(set);
  const found = names.flatMap((name) => {
    const expression = expressionAt(metadata, file, [...path, name]);
    return expression ? [[name, expression] as const] : [];
  });
  return found.length === names.length ? Object.fromEntries(found) : null;
}

/** For `collectPaths`: what a call over the doctype reads. */
export function callReads(
  call: CompiledCall | null,
  doctype: Doctype,
): { readonly expression: CheckedExpression; readonly origin: PathOrigin }[] {
  if (!call) return [];
  return [
    ...expressionReads(Object.values(call.input), { doctype }),
    ...call.lists.flatMap(({ each, set }) => expressionReads(Object.values(set), lineOrigin(doctype, each))),
  ];
}
