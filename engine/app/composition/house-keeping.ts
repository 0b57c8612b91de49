import { type Database, type OrganizationRef, sql } from "../../database/index.ts";
import { type FileStore, tidyFiles } from "../../documents/index.ts";
import { discardUnfinished, listOrganizations, type Provisioner, tidyIdentity } from "../../identity/index.ts";
import { tidyCheckpoints, tidyJobs } from "../../jobs/index.ts";
import type { RegistryStore } from "../../registry/index.ts";

export interface HouseKeepingPorts {
  readonly db: Database;
  readonly registries: RegistryStore;
  readonly files: FileStore;
  readonly provisioner: Pick<Provisioner, "discard">;
  report(what: string, error: unknown): void;
}

/** Keys of writes are remembered longer than any client retries. */
const IDEMPOTENCY_DAYS = 30;

/** Removes what is of no use to anybody any more. What fails leaves the rest to be done, and is tried again the next night. */
export async function keepHouse(ports: HouseKeepingPorts): Promise<void> {
  const { db, registries, provisioner } = ports;
  const attempt = (what: string, work: () => Promise<void>) =>
    work().catch((error: unknown) => ports.report(`housekeeping: ${what}`, error));
  await attempt("identity", () => tidyIdentity(db));
  await attempt("jobs", () => tidyJobs(db));
  await attempt("unfinished organizations", () => discardUnfinished({ db, provisioner }));
  for (const organization of await listOrganizations(db)) {
    await attempt("keys of writes", () => forgetKeys(db, organization));
    await attempt("progress of jobs", () => tidyCheckpoints(db, organization));
    await attempt("files", async () => tidyFiles(ports, organization, await registries.current(organization.id)));
  }
}

async function forgetKeys(db: Database, organization: OrganizationRef): Promise<void> {
  await db.read(organization, (connection) =>
    connection.query(
      sql`delete from idempotency_key where created_at < now() - make_interval(days => ${IDEMPOTENCY_DAYS})`,
    ),
  );
}
