import { type Database, loadRevision, type OrganizationRef, type Subscription, sql } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
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
      const organization = await referenceOf(db, organizationId);
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

async function referenceOf(db: Database, id: string): Promise<OrganizationRef> {
  const [row] = await db.read(null, (connection) =>
    connection.query<OrganizationRef>(sql`select id, schema from platform.organizations where id = ${id}`),
  );
  return row ?? fail("ORGANIZATION_UNKNOWN", { organization: id });
}
