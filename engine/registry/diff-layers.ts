import { diffMetadata, type MetadataChange, type MetadataFiles, type MetadataLayer } from "../contract/index.ts";
import { applyLayers } from "./apply-layers.ts";
import { layerIdentity } from "./load-layers.ts";

/** A layer that comes, goes, or takes the place of the one of the same identity. */
export interface LayerChange {
  readonly kind: "added" | "removed" | "replaced";
  readonly module: string;
  readonly owner: MetadataLayer["owner"];
}

/** What one set of layers changes against another, over the same product. */
export interface LayersDifference {
  readonly layers: readonly LayerChange[];
  readonly changes: readonly MetadataChange[];
}

/** What disappears is listed like what comes. */
export function diffLayers(
  base: MetadataFiles,
  before: readonly MetadataLayer[],
  after: readonly MetadataLayer[],
): LayersDifference {
  const [was, is] = [before, after].map((layers) => new Map(layers.map((layer) => [layerIdentity(layer), layer])));
  const identities = [...new Set([...was!.keys(), ...is!.keys()])];
  return {
    layers: identities.flatMap((identity) => changeOf(was!.get(identity), is!.get(identity))),
    changes: diffMetadata(applyLayers(base.files, before).files, applyLayers(base.files, after).files),
  };
}

function changeOf(was: MetadataLayer | undefined, is: MetadataLayer | undefined): LayerChange[] {
  const layer = is ?? was;
  if (!layer || JSON.stringify(was) === JSON.stringify(is)) return [];
  const kind = !was ? "added" : !is ? "removed" : "replaced";
  return [{ kind, module: layer.module, owner: layer.owner }];
}
