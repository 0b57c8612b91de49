import {
  applyMergePatch,
  type FileKey,
  type FilePlace,
  type Finding,
  finding,
  type JsonValue,
  KINDS,
  type Kind,
  type MetadataFile,
  type MetadataLayer,
  parseFileKey,
} from "../contract/index.ts";
import { layerIdentity } from "./load-layers.ts";

export interface LayeredFiles {
  readonly files: readonly MetadataFile[];
  readonly findings: readonly Finding[];
}

/**
 * Puts an organization's merge patches on the files, layer by layer. Files no layer mentions stay the same objects.
 * `paths`: where the files of layers are, as far as they are on disk.
 */
export function applyLayers(
  files: readonly MetadataFile[],
  layers: readonly MetadataLayer[],
  paths: ReadonlyMap<FileKey, string> = new Map(),
): LayeredFiles {
  const layered = new Map(files.map((file) => [file.key, file]));
  const findings: Finding[] = [];
  for (const layer of layers) {
    const name = layerIdentity(layer);
    for (const [key, patch] of Object.entries(layer.patches)) {
      const place = layered.get(key) ?? parseFileKey(key);
      if (!place) {
        findings.push(finding("METADATA_FILE_KEY", "", { key }, { file: name }));
        continue;
      }
      const before = layered.get(key);
      const path = paths.get(key) ?? before?.path ?? `${name}:${key}`;
      if (!before && patch !== null && needsProgram(place)) {
        findings.push(finding("METADATA_PROGRAM_OF_LAYER", "/id", { id: place.id }, { file: path }));
      }
      const json = applyMergePatch(before?.json as JsonValue | undefined, patch as JsonValue);
      if (json === null) layered.delete(key);
      else layered.set(key, { ...place, path, json });
    }
  }
  return { files: [...layered.values()], findings };
}

/** A layer is data: it may change what is declared of a program, and brings none. */
function needsProgram({ kind }: FilePlace): boolean {
  const { program }: Kind = KINDS[kind];
  return program !== undefined;
}
