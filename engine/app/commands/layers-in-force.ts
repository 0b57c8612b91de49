import { findOrganization } from "../../identity/index.ts";
import type { MetadataLayer } from "../../registry/index.ts";
import { layersInForce as readLayers } from "../composition/layers.ts";
import { withPerfex } from "./with-perfex.ts";

/** What the organization named on the command line has in force; nothing, and no database, when none is named. */
export async function layersInForce(options: {
  readonly data?: string | undefined;
  readonly organization?: string | undefined;
}): Promise<readonly MetadataLayer[]> {
  const { data, organization } = options;
  if (organization === undefined) return [];
  return withPerfex(data, async ({ db }) => (await readLayers(db, await findOrganization(db, organization))).layers);
}
