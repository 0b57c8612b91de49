import { type AppliedPlan, type ApplyOptions, applyPlan } from "../../database/index.ts";
import { reindexSearch } from "../../documents/index.ts";
import type { KnownOrganization } from "../../identity/index.ts";
import type { MetadataLayer } from "../../registry/index.ts";
import type { Perfex } from "./open-perfex.ts";

/**
 * Puts an organization's own metadata into force: tables and metadata change together, then every running server learns of it,
 * and documents are found by what can be searched now.
 */
export async function publishMetadata(
  { db, registries }: Pick<Perfex, "db" | "registries">,
  organization: KnownOrganization,
  layers: readonly MetadataLayer[],
  options: Omit<ApplyOptions, "layers">,
): Promise<AppliedPlan> {
  const registry = registries.preview(layers);
  const applied = await applyPlan(db, organization, registry, { ...options, layers });
  await registries.publish(organization.id, { revision: applied.revision, layers });
  await reindexSearch(db, organization, registry);
  return applied;
}
