import { randomBytes } from "node:crypto";
import {
  applyPlan,
  createOrganizationSchema,
  type Database,
  ident,
  type OrganizationRef,
  openDatabase,
  sql,
} from "../../engine/database/index.ts";
import { mustExist } from "../../engine/kernel/index.ts";
import { loadMetadata, type Registry, resolveRegistry } from "../../engine/registry/index.ts";

export interface TestDatabase {
  readonly url: string;
  readonly db: Database;
  /** Closes the pool and drops the database; to be called in `afterAll`. */
  drop(): Promise<void>;
}

/** URL of a database on the server of this test run. */
export function testDatabaseUrl(name: string): string {
  const url = new URL(
    mustExist(process.env["PERFEX_TEST_DATABASE_URL"], "PERFEX_TEST_DATABASE_URL (tests/support/global-setup)"),
  );
  url.pathname = `/${name}`;
  return url.href;
}

/** A fresh, empty database of its own for one test file. */
export async function createTestDatabase(options: { readonly poolSize?: number } = {}): Promise<TestDatabase> {
  const name = `perfex_test_${randomBytes(6).toString("hex")}`;
  await onServer((server) => server.query(sql`create database ${ident(name)}`));
  const url = testDatabaseUrl(name);
  const db = await openDatabase({ url, poolSize: options.poolSize ?? 5 });
  const drop = async () => {
    await db.close();
    await onServer((server) => server.query(sql`drop database if exists ${ident(name)} with (force)`));
  };
  return { url, db, drop };
}

async function onServer(work: Parameters<Database["read"]>[1]): Promise<void> {
  const server = await openDatabase({ url: testDatabaseUrl("postgres"), poolSize: 1 });
  try {
    await server.read(null, work);
  } finally {
    await server.close();
  }
}

export interface TestOrganization {
  readonly organization: OrganizationRef;
  readonly registry: Registry;
}

/** A new organization whose tables follow from a registry, or from the metadata below some folders. */
export async function createTestOrganization(
  db: Database,
  metadata: Registry | readonly string[],
): Promise<TestOrganization> {
  const registry = "doctypes" in metadata ? metadata : resolveRegistry(loadMetadata([...metadata]));
  const slug = `test-${randomBytes(4).toString("hex")}`;
  const organization = await createOrganizationSchema(db, { slug });
  await applyPlan(db, organization, registry);
  return { organization, registry };
}
