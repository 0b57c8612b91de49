import { type Database, sql } from "../../database/index.ts";
import { listOrganizations, tidyIdentity } from "../../identity/index.ts";
import { type Schedule, tidyJobs } from "../../jobs/index.ts";
import { rollUpLedgers } from "../../ledgers/index.ts";
import type { RegistryStore } from "../../registry/index.ts";

export interface SchedulePorts {
  readonly db: Database;
  readonly registries: RegistryStore;
  sweep(): Promise<void>;
}

/** Keys of writes are remembered longer than any client retries. */
const IDEMPOTENCY_DAYS = 30;

export function schedules({ db, registries, sweep }: SchedulePorts): readonly Schedule[] {
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
    {
      name: "tidy_platform",
      cron: "17 3 * * *",
      async run() {
        await tidyIdentity(db);
        await tidyJobs(db);
      },
    },
    {
      name: "tidy_idempotency_keys",
      cron: "37 3 * * *",
      async run() {
        for (const organization of await listOrganizations(db)) {
          await db.read(organization, (connection) =>
            connection.query(
              sql`delete from idempotency_key where created_at < now() - make_interval(days => ${IDEMPOTENCY_DAYS})`,
            ),
          );
        }
      },
    },
  ];
}
