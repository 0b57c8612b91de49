import { applyPlan, createOrganizationSchema, type Database, dropOrganizationSchema } from "../../database/index.ts";
import { type Documents, reindexSearch } from "../../documents/index.ts";
import type { Provisioner } from "../../identity/index.ts";
import { systemClock } from "../../kernel/index.ts";
import type { RegistryStore } from "../../registry/index.ts";
import { createSeedTarget } from "../seeding/seed-target.ts";
import { type OnSeedProgress, seedLocalization } from "../seeding/seeds.ts";
import type { Contexts } from "./contexts.ts";

export interface ProvisionerPorts {
  readonly db: Database;
  readonly documents: Documents;
  readonly registries: RegistryStore;
  readonly contexts: Contexts;
  readonly onProgress?: OnSeedProgress;
}

const DEFAULT_COUNTRY = "FR";

export function createProvisioner({ db, documents, registries, contexts, onProgress }: ProvisionerPorts): Provisioner {
  return {
    async provision(organization, settings) {
      await createOrganizationSchema(db, organization);
      const registry = await registries.current(organization.id);
      await applyPlan(db, organization, registry, { reason: "organization created" });
      await reindexSearch(db, organization, registry);
      const target = createSeedTarget(documents, await contexts.ofSystem(organization, "organization created"));
      await seedLocalization(
        target,
        {
          country: settings.country ?? DEFAULT_COUNTRY,
          fiscalYearStart: settings.fiscal_year_start ?? `${systemClock.today().slice(0, 4)}-01-01`,
          ...(settings.chart !== undefined && { chart: settings.chart }),
          ...(settings.currency !== undefined && { currency: settings.currency }),
        },
        onProgress,
      );
      await target.setSingle("organization", {
        name: settings.name,
        ...(settings.language && { language: settings.language }),
      });
    },
    discard: (organization) => dropOrganizationSchema(db, organization),
  };
}
