import { type Database, loadRevision, type Subscription } from "../../database/index.ts";
import { loadOrganizationRef } from "../../identity/index.ts";
import {
  createRegistryStore,
  type MetadataFiles,
  type MetadataLayer,
  type RegistryStore,
} from "../../registry/index.ts";

const CHANNEL = "perfex_metadata";

export interface Registries extends RegistryStore {
  close(): Promise<void>;
}

/** The registries of all organizations over the product's metadata; what one node publishes the others learn by NOTIFY. */
export async function createRegistries(db: Database, base: MetadataFiles): Promise<Registries> {
  const subscriptions: Subscription[] = [];
  const store = await createRegistryStore({
    base,
    async loadRevision(organizationId) {
      const organization = await loadOrganizationRef(db, organizationId);
      const { revision, layers } = await db.read(null, (connection) => loadRevision(connection, organization));
      return { revision, layers: layers as readonly MetadataLayer[] };
    },
    notify: (organizationId) => db.notify(CHANNEL, organizationId),
    async listen(onChange) {
      subscriptions.push(
        await db.listen(
          CHANNEL,
          (organizationId) => onChange(organizationId),
          () => onChange(null),
        ),
      );
    },
  });
  return {
    ...store,
    async close() {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
    },
  };
}
