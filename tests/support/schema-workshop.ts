import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import {
  type AppliedPlan,
  type ApplyOptions,
  applyPlan,
  type Catalog,
  createOrganizationSchema,
  type Database,
  dropOrganizationSchema,
  type OrganizationRef,
  type Plan,
  previewPlan,
  readCatalog,
} from "../../engine/database/index.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { type MetadataSketch, schemaSource } from "./schema-source.ts";

export interface SchemaWorkshop {
  readonly db: Database;
  readonly organization: OrganizationRef;
  apply(sketch: MetadataSketch, options?: ApplyOptions): Promise<AppliedPlan>;
  preview(sketch: MetadataSketch): Promise<Plan>;
  catalog(): Promise<Catalog>;
  /** Statements in one transaction under the organization's role. */
  run(...statements: string[]): Promise<void>;
  /** The same as the owner of the schema. */
  runAsOwner(...statements: string[]): Promise<void>;
  rows(statement: string): Promise<Record<string, unknown>[]>;
}

/** A database for the test file and, for each test, a new organization whose tables it may change at will. */
export function openSchemaWorkshop(slug: string): SchemaWorkshop {
  let database: TestDatabase;
  let organization: OrganizationRef;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    organization = await createOrganizationSchema(database.db, { slug });
  });
  afterEach(() => dropOrganizationSchema(database.db, organization));

  const runUnder = (role: OrganizationRef | null, statements: readonly string[]) =>
    database.db.transaction(role, async (tx) => {
      await tx.query({ text: `select set_config('search_path', '${organization.schema}', true)`, values: [] });
      for (const text of statements) await tx.query({ text, values: [] });
    });
  return {
    get db() {
      return database.db;
    },
    get organization() {
      return organization;
    },
    apply: (sketch, options) => applyPlan(database.db, organization, schemaSource(sketch), options),
    preview: (sketch) => previewPlan(database.db, organization, schemaSource(sketch)),
    catalog: () => database.db.read(null, (connection) => readCatalog(connection, organization.schema)),
    run: (...statements) => runUnder(organization, statements),
    runAsOwner: (...statements) => runUnder(null, statements),
    rows: (text) => database.db.read(organization, (connection) => connection.query({ text, values: [] })),
  };
}
