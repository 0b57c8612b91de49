import { type ArtefactMaps, KINDS, type Kind, REGISTRY_KINDS, type ResolvedDoctype } from "../../contract/index.ts";
import { deepFreeze } from "../deep-freeze.ts";
import type { Registry } from "../types.ts";
import { groupBy } from "./group-by.ts";

const NONE: readonly never[] = Object.freeze([]);

/** Finds artefacts by the doctype they are for; what a kind generates for a doctype without one is made when asked for. */
export function artefactsOf(artefacts: ArtefactMaps, doctype: (id: string) => ResolvedDoctype): Registry["of"] {
  const groups = new Map(REGISTRY_KINDS.map((kind) => [kind.id as string, declaredBy(kind, artefacts)]));
  const find = (id: keyof typeof KINDS, of: string): readonly unknown[] => {
    const { generate }: Kind = KINDS[id];
    const declared = groups.get(id)?.get(of);
    if (declared) return declared;
    return generate ? [deepFreeze(generate(doctype(of)))] : NONE;
  };
  return find as Registry["of"];
}

function declaredBy(
  { plural, ofDoctype, compare }: Kind,
  artefacts: ArtefactMaps,
): ReadonlyMap<string, readonly object[]> {
  if (!ofDoctype) return new Map();
  const all = artefacts[plural as keyof ArtefactMaps].values() as Iterable<object>;
  const groups = groupBy(all, (one) => ofDoctype(one) ?? "");
  if (!compare) return groups;
  return new Map([...groups].map(([doctype, list]) => [doctype, Object.freeze(list.toSorted(compare))]));
}
