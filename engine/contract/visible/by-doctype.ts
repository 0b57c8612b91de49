import type { MetaDoctype } from "../kinds/doctype/shown-doctypes.ts";
import type { Named } from "../types/index.ts";
import type { Sight } from "./sight.ts";

/** Something of each visible doctype that has it. */
export function byDoctype<T>(sight: Sight, pick: (doctype: MetaDoctype) => T | undefined): Named<T> {
  const entries = Object.values(sight.shown("doctype").doctypes).map((doctype) => [doctype.id, pick(doctype)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== undefined));
}

export function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** An artefact as declared. */
export function withoutCompiled<T extends { readonly compiled: unknown }>({
  compiled: _compiled,
  ...declared
}: T): Omit<T, "compiled"> {
  return declared;
}
