import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import pino from "pino";
import { openPerfex, type Perfex } from "../../../engine/app/composition/open-perfex.ts";
import { type RunningHttp, startHttp } from "../../../engine/app/composition/start-http.ts";
import { preparePlatform } from "../../../engine/app/installation/prepare-platform.ts";
import { METADATA_FOLDER } from "../../../engine/app/installation/project.ts";
import { readSettings, type Settings } from "../../../engine/app/installation/settings.ts";
import { type Database, type OrganizationRef, openDatabase } from "../../../engine/database/index.ts";
import type { RequestContext } from "../../../engine/documents/index.ts";
import { ADMINISTRATOR_ROLE, type People } from "../../../engine/identity/index.ts";
import { mustExist } from "../../../engine/kernel/index.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { type Client, createClient } from "./http-client.ts";
import { YEAR } from "./today.ts";

/** The product as it is started, over a database of the test run and on a free port. */
export interface RealProduct {
  readonly perfex: Perfex;
  readonly db: Database;
  readonly url: string;
  /** Refreshed by `beforeAll`: one per slug asked for, each with the French chart of accounts. */
  organization(slug: string): RealOrganization;
  /** Somebody with these roles in some organizations, in a session of their own. */
  person(email: string, roles: Readonly<Record<string, readonly string[]>>): Promise<Person>;
}

export interface RealOrganization extends OrganizationRef {
  readonly slug: string;
  /** Its administrator, over HTTP. */
  readonly client: Client;
  /** The same person at work inside the process. */
  context(): Promise<RequestContext>;
}

export interface Person {
  readonly id: string;
  readonly token: string;
  client(organization?: string): Client;
}

export interface RealProductOptions {
  /** Slugs; `company` unless told. */
  readonly organizations?: readonly string[];
  readonly poolSize?: number;
  /** Folders of metadata beside the product's own. */
  readonly moreMetadata?: readonly string[];
}

const SETUP_TIMEOUT_MS = 180_000;
/** Of many requests at once on a slow machine the last waits long for its connection; that is not what is tested here. */
const ACQUIRE_TIMEOUT_MS = 120_000;

/** Registers `beforeAll` and `afterAll`; to be called once at the top of a test file. */
export function openRealProduct({
  organizations = ["company"],
  poolSize = 10,
  moreMetadata = [],
}: RealProductOptions = {}): RealProduct {
  let database: TestDatabase;
  let db: Database;
  let perfex: Perfex;
  let http: RunningHttp;
  let dataFolder: string;
  const made = new Map<string, RealOrganization>();

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), "perfex-reliability-"));
    database = await createTestDatabase({ poolSize: 1 });
    db = await openDatabase({ url: database.url, poolSize, acquire_timeout_ms: ACQUIRE_TIMEOUT_MS });
    await preparePlatform(db);
    const settings: Settings = { ...readSettings({ data: dataFolder, port: 0 }, {}), poolSize };
    const logger = pino({ level: process.env["PERFEX_LOG_LEVEL"] ?? "silent" });
    perfex = await openPerfex(db, { settings, logger, metadataFolders: [METADATA_FOLDER, ...moreMetadata] });
    http = await startHttp(perfex, settings, logger);
    for (const slug of organizations) {
      const boss = await createPerson(perfex.people, `boss@${slug}.example`);
      made.set(slug, await makeOrganization(perfex, http.url, boss, slug));
    }
  }, SETUP_TIMEOUT_MS);

  afterAll(async () => {
    await http?.close();
    await perfex?.close();
    await db?.close();
    await database?.drop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  return {
    get perfex() {
      return perfex;
    },
    get db() {
      return db;
    },
    get url() {
      return http.url;
    },
    organization: (slug) => mustExist(made.get(slug), `organization ${slug}`),
    async person(email, roles) {
      const { people } = perfex;
      const id = await createPerson(people, email);
      for (const [slug, names] of Object.entries(roles)) {
        const organization = mustExist(made.get(slug), slug).id;
        for (const role of names) await people.accounts.save({ email, member: { organization, role } });
      }
      const token = await openSession(people, id);
      return { id, token, client: (organization) => createClient(clientOptions(http.url, token, organization)) };
    },
  };
}

function clientOptions(url: string, token: string, organization: string | undefined) {
  return { url, token, ...(organization !== undefined && { organization }) };
}

/** Somebody nobody signs in as by password: sessions are opened directly. */
export async function createPerson(people: People, email: string): Promise<string> {
  return (await people.accounts.save({ email, language: "en" })).id;
}

/** An access token of a new session. */
export async function openSession(people: People, userId: string): Promise<string> {
  return (await people.sessions.open(userId, { userAgent: "test", address: "127.0.0.1" })).accessToken;
}

/** A French company with its chart of accounts, taxes and fiscal year. */
export function provisionCompany(people: People, owner: string, slug: string) {
  return people.organizations.create(owner, {
    name: slug,
    slug,
    country: "FR",
    currency: "EUR",
    answers: { fiscal_year_start: `${YEAR}-01-01` },
  });
}

async function makeOrganization(perfex: Perfex, url: string, owner: string, slug: string): Promise<RealOrganization> {
  const organization = await provisionCompany(perfex.people, owner, slug);
  const token = await openSession(perfex.people, owner);
  const principal = { id: owner, email: `boss@${slug}.example`, roles: [ADMINISTRATOR_ROLE] };
  return {
    ...organization,
    client: createClient({ url, token, organization: slug }),
    context: () => perfex.contexts.ofRoles(organization, principal),
  };
}
