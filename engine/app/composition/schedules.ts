import { type Database, sql } from "../../database/index.ts";
import type { Schedule } from "../../jobs/index.ts";
import { rollUpLedgers } from "../../ledgers/index.ts";
import type { RegistryStore } from "../../registry/index.ts";
import { listOrganizations } from "./organizations.ts";

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
      run: () =>
        db.transaction(null, async (tx) => {
          await tx.query(
            sql`delete from platform.sessions where coalesce(ended_at, expires_at) < now() - interval '30 days'`,
          );
          await tx.query(sql`delete from platform.mail_links where expires_at < now()`);
          await tx.query(sql`delete from platform.mails where created_at < now() - interval '90 days'`);
          await tx.query(sql`delete from platform.job where finished_at < now() - interval '90 days'`);
        }),
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
