import {
  type FileKey,
  type FilePlace,
  type Finding,
  type MetadataFile,
  type MetadataLayer,
  REGISTRY_KINDS,
} from "../contract/index.ts";
import { loadMetadata } from "./load-metadata.ts";

/** A folder somebody works on, as layers of an organization: one per module it adds to or changes. */
export interface LoadedLayers {
  readonly layers: readonly MetadataLayer[];
  /** What lies beside the metadata, such as scenarios: it is checked with them and is part of no layer. */
  readonly beside: readonly MetadataFile[];
  /** Files that could not be read as JSON. */
  readonly findings: readonly Finding[];
  readonly unread: readonly FilePlace[];
  /** Where a person finds the files. */
  readonly paths: ReadonlyMap<FileKey, string>;
}

/** One way for every command. Raises METADATA_FOLDER_MISSING. */
export function loadLayers(folder: string): LoadedLayers {
  const { files, findings, unread = [] } = loadMetadata([folder], { withBeside: true });
  const [layered, beside] = [files.filter(isLayered), files.filter((file) => !isLayered(file))];
  const layers = [...new Set(layered.map(({ module }) => module))].map((module): MetadataLayer => {
    const own = layered.filter((file) => file.module === module);
    return { module, owner: "organization", patches: Object.fromEntries(own.map(({ key, json }) => [key, json])) };
  });
  return { layers, beside, findings, unread, paths: new Map(files.map(({ key, path }) => [key, path])) };
}

const isLayered = ({ kind }: MetadataFile): boolean => REGISTRY_KINDS.some(({ id }) => id === kind);

/**
 * The layers on top of the product: those in force with others put in. One of the same identity is replaced where it
 * stands, a new one comes last. Whoever checks, plans, applies or plays scenarios asks here.
 */
export function assembleLayers(
  inForce: readonly MetadataLayer[],
  added: readonly MetadataLayer[],
): readonly MetadataLayer[] {
  const layers = new Map(inForce.map((layer) => [layerIdentity(layer), layer]));
  for (const layer of added) layers.set(layerIdentity(layer), layer);
  return [...layers.values()];
}

/** What makes two layers the same one: the module they are about and who owns them. */
export const layerIdentity = ({ module, owner }: MetadataLayer): string => `${owner}/${module}`;
