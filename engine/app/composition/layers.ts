import { basename, resolve } from "node:path";
import { loadRevision, type OrganizationRef } from "../../database/index.ts";
import { PerfexError } from "../../kernel/index.ts";
import { loadMetadata, type MetadataLayer } from "../../registry/index.ts";
import type { Perfex } from "./open-perfex.ts";

/** An organization's layers with those of a folder put in: a layer of the same name is replaced, a new one comes last. */
export async function layersWith(
  { db }: Pick<Perfex, "db">,
  organization: OrganizationRef,
  folder: string | undefined,
): Promise<readonly MetadataLayer[]> {
  const stored = await db.read(null, (connection) => loadRevision(connection, organization));
  const layers = stored.layers as readonly MetadataLayer[];
  if (folder === undefined) return layers;
  const layer = layerOf(folder);
  return layers.some(({ name }) => name === layer.name)
    ? layers.map((one) => (one.name === layer.name ? layer : one))
    : [...layers, layer];
}

/** The files of a folder as a layer named after it. Raises METADATA_INVALID. */
export function layerOf(folder: string): MetadataLayer {
  const { files, findings } = loadMetadata([resolve(folder)]);
  if (findings.length > 0) {
    const details = findings.map(({ code, pointer, message, file }) => ({ code, pointer, message, params: { file } }));
    throw new PerfexError("METADATA_INVALID", { count: findings.length }, { details });
  }
  return { name: basename(resolve(folder)), patches: Object.fromEntries(files.map(({ key, json }) => [key, json])) };
}
