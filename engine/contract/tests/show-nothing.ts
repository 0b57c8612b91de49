import { type ArtefactMaps, REGISTRY_KINDS, type ShownMetadata } from "../kinds/all-kinds.ts";
import { showMetadata } from "../visible/show-metadata.ts";

/** What there is to see where there is no metadata. */
export function showNothing(): ShownMetadata {
  return showMetadata({
    artefacts: Object.fromEntries(REGISTRY_KINDS.map(({ plural }) => [plural, new Map()])) as unknown as ArtefactMaps,
    of: () => [],
    whoUses: () => [],
    roles: [],
    can: () => false,
    canRunReport: () => false,
    highestReadLevel: () => 0,
    highestWriteLevel: () => 0,
  });
}
