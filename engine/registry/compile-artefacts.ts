import { type ArtefactMaps, type MetadataAnalysis, REGISTRY_KINDS } from "../contract/index.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { frozenMap } from "./frozen-map.ts";

/** All artefacts by kind and id, with their expressions ready to run. */
export function compileArtefacts(analysis: MetadataAnalysis): ArtefactMaps {
  const maps = REGISTRY_KINDS.map((kind) => {
    const filed = analysis.model.all(kind.id);
    return [kind.plural, frozenMap(filed.map((one) => [one.file.id, deepFreeze(kind.compile?.(one, analysis))]))];
  });
  return Object.fromEntries(maps) as ArtefactMaps;
}
