import type { FileKey, FilePlace, Finding, MetadataLayer } from "../contract/index.ts";
import { type LoadOptions, loadMetadata } from "./load-metadata.ts";

/** A folder somebody works on, as layers of an organization: one per module it adds to or changes. */
export interface LoadedLayers {
  readonly layers: readonly MetadataLayer[];
  /** Files that could not be read as JSON. */
  readonly findings: readonly Finding[];
  readonly unread: readonly FilePlace[];
  /** Where a person finds the files. */
  readonly paths: ReadonlyMap<FileKey, string>;
}

/** Raises METADATA_FOLDER_MISSING. */
export function loadLayers(folder: string, options: LoadOptions = {}): LoadedLayers {
  const { files, findings, unread = [] } = loadMetadata([folder], options);
  const layers = [...new Set(files.map(({ module }) => module))].map((module): MetadataLayer => {
    const own = files.filter((file) => file.module === module);
    return { module, owner: "organization", patches: Object.fromEntries(own.map(({ key, json }) => [key, json])) };
  });
  return { layers, findings, unread, paths: new Map(files.map(({ key, path }) => [key, path])) };
}

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
