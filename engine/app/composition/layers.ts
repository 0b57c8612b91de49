import { type Database, loadRevision, type OrganizationRef, upgradeEngineTables } from "../../database/index.ts";
import { PerfexError } from "../../kernel/index.ts";
import { assembleLayers, loadLayers, type MetadataLayer } from "../../registry/index.ts";

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

/** The layers with those of a folder put in. Raises METADATA_FOLDER_MISSING, METADATA_INVALID for files that are no JSON. */
export function layersWith(layers: readonly MetadataLayer[], folder: string | undefined): readonly MetadataLayer[] {
  if (folder === undefined) return layers;
  const loaded = loadLayers(folder);
  if (loaded.findings.length > 0) {
    const details = loaded.findings.map(({ code, pointer, message, file }) => {
      return { code, pointer, message, params: { file } };
    });
    throw new PerfexError("METADATA_INVALID", { count: loaded.findings.length }, { details });
  }
  return assembleLayers(layers, loaded.layers);
}
