import { afterAll, beforeAll } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { noFunctions } from "../../calculation/tests/no-functions.ts";
import type { MetadataFiles } from "../../contract/index.ts";
import {
  applyPlan,
  createOrganizationSchema,
  type Database,
  type OrganizationRef,
  openDatabase,
} from "../../database/index.ts";
import { fixedClock, newId } from "../../kernel/index.ts";
import { createLedgerPort } from "../../ledgers/index.ts";
import { type Registry, resolveRegistry } from "../../registry/index.ts";
import { createWorkflowPort } from "../../workflow/index.ts";
import {
  createDocuments,
  createRequestContext,
  createSecretBox,
  type Document,
  type Documents,
  type DocumentsPorts,
  type DocumentValues,
  type Failpoint,
  type FileStore,
  type Principal,
  type RequestContext,
} from "../index.ts";
import { libraryMetadata } from "./library-metadata.ts";
import { memoryStore } from "./memory-store.ts";

export const TODAY = "2026-03-15";

/** A hundred writers at once wait for each other, on a slow machine for longer than people would. */
const POOL_PATIENCE_MS = 120_000;

export interface Library {
  readonly registry: Registry;
  readonly documents: Documents;
  readonly db: Database;
  readonly organization: OrganizationRef;
  readonly files: FileStore & { readonly keys: ReadonlySet<string> };
  /** A librarian, who may do everything, unless roles are named. */
  as(roles?: readonly string[], parts?: Partial<Principal>): RequestContext;
  system(reason: string): RequestContext;
  /** Documents whose writes stop where the failpoint throws. */
  failing(failpoint: Failpoint): Documents;
  withPorts(ports: Partial<DocumentsPorts>): Documents;
  rows<R = Record<string, string | null>>(text: string, ...values: unknown[]): Promise<R[]>;
  member(values?: DocumentValues): Promise<Document>;
  book(values?: DocumentValues): Promise<Document>;
  /** A draft loan of one book. */
  loan(values?: DocumentValues): Promise<Document>;
}

interface LibraryOptions {
  readonly poolSize?: number;
  readonly metadata?: MetadataFiles;
}

/** A library of its own on a real Postgres, for the tests of one file. */
export function openLibrary({ poolSize = 5, metadata = libraryMetadata() }: LibraryOptions = {}): Library {
  const registry = resolveRegistry(metadata);
  const files = memoryStore();
  let database: TestDatabase;
  let db: Database;
  let organization: OrganizationRef;
  const ports = (): DocumentsPorts => ({
    ledger: createLedgerPort(noFunctions),
    functions: noFunctions,
    workflow: createWorkflowPort(),
    files,
    secrets: createSecretBox(new Uint8Array(32).fill(7)),
  });
  const documents = createDocuments(ports());
  let count = 0;

  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 1 });
    db = await openDatabase({ url: database.url, poolSize, acquire_timeout_ms: POOL_PATIENCE_MS });
    organization = await createOrganizationSchema(db, { slug: "library" });
    await applyPlan(db, organization, registry);
    await documents.create(library.as(), "organization", { name: "Library", currency: "EUR" });
    await documents.create(library.as(), "library_settings", {});
  }, 120_000);
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const contextOf = (principal: Principal): RequestContext =>
    createRequestContext({
      db,
      organization,
      registry,
      principal,
      clock: fixedClock(TODAY),
      requestId: `request-${++count}`,
    });

  const library: Library = {
    registry,
    documents,
    files,
    get db() {
      return db;
    },
    get organization() {
      return organization;
    },
    as: (roles = ["librarian"], parts = {}) =>
      contextOf({ kind: "user", id: PERSON, email: "person@library.test", roles, language: "en", ...parts }),
    system: (reason) =>
      contextOf({ kind: "system", id: PERSON, email: "system@library.test", roles: [], language: "en", reason }),
    failing: (failpoint) => createDocuments({ ...ports(), failpoint }),
    withPorts: (changed) => createDocuments({ ...ports(), ...changed }),
    rows: (text, ...values) => db.read(organization, (connection) => connection.query({ text, values })),
    member: (values = {}) => documents.create(library.as(), "member", { name: `Member ${++count}`, ...values }),
    book: (values = {}) => documents.create(library.as(), "book", { title: `Book ${++count}`, ...values }),
    async loan(values = {}) {
      const [member, book] = [await library.member(), await library.book()];
      return documents.create(library.as(), "loan", { member: member.id, lines: [{ book: book.id }], ...values });
    },
  };
  return library;
}

export const PERSON = newId();
