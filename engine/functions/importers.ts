import { type FunctionDeclaration, parseEffect } from "../contract/index.ts";
import type { RequestContext } from "../documents/index.ts";
import { fail } from "../kernel/index.ts";

/** Functions that turn a file into documents, by their ids. */
export const importersOf = (functions: Iterable<Pick<FunctionDeclaration, "id" | "importer">>): readonly string[] =>
  [...functions].filter(({ importer }) => importer !== undefined).map(({ id }) => id);

/** By its id, or by its id without `_import`: `fec` is `fec_import`. Raises HTTP_IMPORTER_UNKNOWN. */
export function findImporter(importers: readonly string[], name: string): string {
  const found = importers.find((id) => id === name || id === `${name}_import`);
  return found ?? fail("HTTP_IMPORTER_UNKNOWN", { importer: name, known: importers.join(", ") });
}

/** Whoever may not do what the function does is told before anything is read. Raises ACCESS_DENIED. */
export function assertMayCall({ access, registry }: Pick<RequestContext, "access" | "registry">, id: string): void {
  for (const effect of registry.functions.get(id)?.effects ?? []) {
    const { verb, doctype } = parseEffect(effect);
    access.assertCan(doctype, verb);
  }
}
