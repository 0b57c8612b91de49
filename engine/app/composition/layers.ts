import { type Database, loadRevision, type OrganizationRef, upgradeEngineTables } from "../../database/index.ts";
import { assembleLayers, type FileKey, failInvalid, loadLayers, type MetadataLayer } from "../../registry/index.ts";

export interface LayersInForce {
  readonly revision: number;
  readonly layers: readonly MetadataLayer[];
}

/** An organization's layers in force. */
export async function layersInForce(db: Database, organization: OrganizationRef): Promise<LayersInForce> {
  await upgradeEngineTables(db, organization);
  const { revision, layers } = await db.read(null, (connection) => loadRevision(connection, organization));
  return { revision, layers: layers as readonly MetadataLayer[] };
}

/** Layers to be put into force, and where a person finds the files of those on disk. */
export interface WantedLayers {
  readonly layers: readonly MetadataLayer[];
  readonly paths?: ReadonlyMap<FileKey, string>;
}

/** The layers with those of a folder put in. Raises METADATA_FOLDER_MISSING, METADATA_INVALID for what cannot be read. */
export function layersWith(layers: readonly MetadataLayer[], folder: string | undefined): WantedLayers {
  if (folder === undefined) return { layers };
  const { layers: added, findings, paths } = loadLayers(folder);
  if (findings.some(({ severity }) => severity === "error")) return failInvalid(findings);
  return { layers: assembleLayers(layers, added), paths };
}
