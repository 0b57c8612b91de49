import { type AppliedPlan, type ApplyOptions, applyPlan, type Plan } from "../../database/index.ts";
import { reindexSearch } from "../../documents/index.ts";
import type { KnownOrganization } from "../../identity/index.ts";
import { diffLayers, type LayersDifference } from "../../registry/index.ts";
import { type LayersInForce, layersInForce, type WantedLayers } from "./layers.ts";
import type { Perfex } from "./open-perfex.ts";

export interface PublishOptions extends Omit<ApplyOptions, "layers" | "basedOn" | "onPlan"> {
  /** Told of what is going to be done before it is judged: it may be refused. */
  readonly onPlan?: (plan: Plan, difference: LayersDifference) => void;
}

export interface PublishedMetadata {
  readonly applied: AppliedPlan;
  /** Against what was in force before. */
  readonly difference: LayersDifference;
}

/**
 * Puts an organization's own metadata into force: tables and metadata change together, then every running server learns of it,
 * and documents are found by what can be searched now. `inForce` is what the layers were made from, where that was read before.
 * Raises METADATA_CHANGED_MEANWHILE.
 */
export async function publishMetadata(
  { db, base, registries }: Pick<Perfex, "db" | "base" | "registries">,
  organization: KnownOrganization,
  { layers, paths }: WantedLayers,
  { onPlan, ...options }: PublishOptions,
  inForce?: LayersInForce,
): Promise<PublishedMetadata> {
  const before = inForce ?? (await layersInForce(db, organization));
  const difference = diffLayers(base, before.layers, layers);
  const registry = registries.preview(layers, paths);
  const applied = await applyPlan(db, organization, registry, {
    ...options,
    layers,
    basedOn: before.revision,
    ...(onPlan && { onPlan: (plan) => onPlan(plan, difference) }),
  });
  await registries.publish(organization.id, { revision: applied.revision, layers });
  await reindexSearch(db, organization, registry);
  return { applied, difference };
}
