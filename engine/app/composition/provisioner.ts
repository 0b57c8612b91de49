import { applyPlan, createOrganizationSchema, type Database, dropOrganizationSchema } from "../../database/index.ts";
import { type Documents, reindexSearch } from "../../documents/index.ts";
import type { Provisioner } from "../../identity/index.ts";
import type { RegistryStore } from "../../registry/index.ts";
import { readAnswers } from "../seeding/read-answers.ts";
import { createSeedTarget } from "../seeding/seed-target.ts";
import { loadQuestions, type OnSeedProgress, seedOrganization } from "../seeding/seeds.ts";
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
      const answers = readAnswers(await loadQuestions(), settings.answers ?? {});
      await createOrganizationSchema(db, organization);
      const registry = await registries.current(organization.id);
      await applyPlan(db, organization, registry, { reason: "organization created" });
      await reindexSearch(db, organization, registry);
      const target = createSeedTarget(documents, await contexts.ofSystem(organization, "organization created"));
      const { country = DEFAULT_COUNTRY, currency } = settings;
      await seedOrganization(target, { country, ...(currency !== undefined && { currency }), answers }, onProgress);
      await target.setSingle("organization", {
        name: settings.name,
        ...(settings.language && { language: settings.language }),
      });
    },
    discard: (organization) => dropOrganizationSchema(db, organization),
  };
}
