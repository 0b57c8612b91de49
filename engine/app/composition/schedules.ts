import type { Database } from "../../database/index.ts";
import { listOrganizations } from "../../identity/index.ts";
import type { Schedule } from "../../jobs/index.ts";
import { rollUpLedgers } from "../../ledgers/index.ts";
import type { RegistryStore } from "../../registry/index.ts";

export interface SchedulePorts {
  readonly db: Database;
  readonly registries: RegistryStore;
  sweep(): Promise<void>;
  keepHouse(): Promise<void>;
}

export function schedules({ db, registries, sweep, keepHouse }: SchedulePorts): readonly Schedule[] {
  return [
    { name: "sweep_outbox", cron: "* * * * *", run: sweep },
    {
      name: "roll_up_ledgers",
      cron: "*/10 * * * *",
      async run() {
        for (const organization of await listOrganizations(db)) {
          await rollUpLedgers(db, organization, await registries.current(organization.id));
        }
      },
    },
    { name: "keep_house", cron: "17 3 * * *", run: keepHouse },
  ];
}
