import { ALL_KINDS, type ArtefactKind, KINDS, type ShownMetadata, type ShownTypes } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Sight, Viewer } from "./sight.ts";
import { withheldPlaces } from "./withheld-places.ts";

/** What somebody sees of all kinds, as each kind tells it; what they may not read is absent. */
export function showMetadata(viewer: Viewer): ShownMetadata {
  const known = new Map<ArtefactKind, unknown>();
  const sight: Sight = {
    ...viewer,
    ...withheldPlaces(viewer),
    shown<K extends ArtefactKind>(id: K) {
      const kind: Kind = KINDS[id];
      if (!known.has(id)) known.set(id, kind.visible?.(sight));
      return known.get(id) as ShownTypes[K];
    },
  };
  return Object.assign({}, ...ALL_KINDS.map(({ id }) => sight.shown(id) as object));
}

/** What somebody sees, as JSON Schemas by property of the answer. */
export function shownSchemas(): { readonly [Property in keyof ShownMetadata]: Readonly<Record<string, unknown>> } {
  return Object.assign({}, ...ALL_KINDS.map(({ shownAs }) => shownAs ?? {}));
}
