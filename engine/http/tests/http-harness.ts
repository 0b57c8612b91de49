import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { createTestDatabase } from "../../../tests/support/database.ts";
import { noFunctions } from "../../calculation/tests/no-functions.ts";
import {
  applyPlan,
  createOrganizationSchema,
  type Database,
  dropOrganizationSchema,
  migratePlatform,
  type OrganizationRef,
  sql,
} from "../../database/index.ts";
import {
  createDiskStore,
  createDocuments,
  createRequestContext,
  createSecretBox,
  type Documents,
} from "../../documents/index.ts";
import type { FunctionRunner } from "../../functions/index.ts";
import { createPeople, type People } from "../../identity/index.ts";
import {
  createJobQueue,
  createOutboxRelay,
  type JobQueue,
  type OutboxRelay,
  prepareJobTables,
} from "../../jobs/index.ts";
import { fail, newId, systemClock } from "../../kernel/index.ts";
import { createLedgerPort } from "../../ledgers/index.ts";
import type { Registry } from "../../registry/index.ts";
import { createWorkflowPort } from "../../workflow/index.ts";
import { createHttpServer, type HttpOptions, type HttpPorts, type HttpServer } from "../index.ts";

/** As what an organization begins with may ask it. */
const QUESTION = {
  id: "opens",
  type: "date",
  label: { fr: "Ouverture", en: "Opening" },
  help: { fr: "Le premier jour.", en: "The first day." },
  is_on_screen: true,
  proposed: "2026-01-01",
} as const;

export const PASSWORD = "correct horse battery";

export interface HttpHarness {
  readonly db: Database;
  readonly url: string;
  readonly server: HttpServer;
  readonly people: People;
  readonly jobs: JobQueue;
  readonly documents: Documents;
  /** A confirmed person. */
  createUser(email: string): Promise<string>;
  signIn(email: string): Promise<Client>;
  /** A new session without the cost of a password. */
  clientOf(userId: string): Promise<Client>;
  /** An organization of the registry's metadata with a member per role named. */
  createOrganization(slug: string, members: Readonly<Record<string, readonly string[]>>): Promise<OrganizationRef>;
  /** Puts other metadata into force, whose tables are the same. */
  publish(registry: Registry): void;
  /** Text of the newest mail to an address. */
  lastMail(email: string): Promise<string>;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Speaks HTTP as one signed-in person (or nobody). */
export interface Client {
  readonly token: string;
  readonly cookie: string;
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
}

export interface HarnessOptions {
  readonly registry: Registry;
  readonly limits?: HttpOptions["limits"];
  readonly prints?: HttpPorts["prints"];
  readonly importers?: readonly string[];
  /** What functions answer; none may be called unless told. */
  readonly functions?: FunctionRunner;
}

const PUBLIC_URL = "http://perfex.test";
const GENEROUS = { points: 100_000, seconds: 1 };

/** A server on a free port over a fresh database, with what the tested part needs plugged in. */
export async function startHttpHarness(options: HarnessOptions): Promise<HttpHarness> {
  const { db, drop } = await createTestDatabase();
  await migratePlatform(db);
  await prepareJobTables(db);
  const unused = () => fail("INTERNAL");
  let relay: OutboxRelay | undefined;
  let inForce = options.registry;
  const followers = new Set<(organization: string | null) => void>();
  const documents = createDocuments({
    ledger: createLedgerPort(noFunctions),
    functions: noFunctions,
    workflow: createWorkflowPort(),
    files: createDiskStore(mkdtempSync(join(tmpdir(), "perfex-files-"))),
    secrets: createSecretBox(new Uint8Array(32)),
    wakeOutbox: (organization) => relay?.wake(organization),
  });
  const contextFor: HttpPorts["contextFor"] = async ({ id, email, language }, { organization, roles }, requestId) =>
    createRequestContext({
      db,
      organization: { id: organization.id, schema: organization.schema },
      registry: inForce,
      principal: { kind: "user", id, email, roles, language },
      clock: systemClock,
      requestId,
    });
  const jobs = await createJobQueue(db, {
    handlers: {},
    assertMay: () => undefined,
    schedules: [],
    deliveries: [],
    contextFor: unused,
    renewed: unused,
    report: unused,
  });
  relay = createOutboxRelay({ db, queue: jobs, subscribers: [], organizations: async () => [], report: unused });
  const people = await createPeople({
    db,
    mailQueue: jobs,
    provisioner: {
      async provision(organization) {
        await createOrganizationSchema(db, organization);
        await applyPlan(db, organization, options.registry);
      },
      discard: (organization) => dropOrganizationSchema(db, organization),
    },
    publicUrl: PUBLIC_URL,
    rolesOf: async () => [...options.registry.roles.keys()],
  });
  const server = await createHttpServer(
    {
      db,
      documents,
      functions: options.functions ?? { run: unused, close: async () => undefined },
      prints: options.prints ?? { print: unused },
      jobs,
      people,
      importers: options.importers ?? [],
      questions: async () => [QUESTION],
      baseRegistry: options.registry,
      renewed: async () => inForce,
      onMetadata(listener) {
        followers.add(listener);
        return () => followers.delete(listener);
      },
      contextFor,
    },
    {
      logger: pino({ level: process.env["PERFEX_LOG_LEVEL"] ?? "silent" }),
      publicUrl: PUBLIC_URL,
      screensFolder: "/nonexistent",
      limits: { "sign-in": GENEROUS, mail: GENEROUS, heavy: GENEROUS, ...options.limits },
    },
  );
  const port = await server.listen(0, "127.0.0.1");
  const url = `http://127.0.0.1:${port}`;
  return {
    db,
    url,
    server,
    people,
    jobs,
    documents,
    async createUser(email) {
      return (await people.accounts.save({ email, password: PASSWORD, language: "en" })).id;
    },
    signIn: (email) => signIn(url, email, PASSWORD),
    async clientOf(userId) {
      const session = await people.sessions.open(userId, { userAgent: "test", address: "127.0.0.1" });
      return createClient(url, session.accessToken);
    },
    async createOrganization(slug, members) {
      const organization = await createOrganizationSchema(db, { slug, id: newId() });
      await applyPlan(db, organization, options.registry);
      await db.read(null, (connection) =>
        connection.query(sql`
          insert into platform.organizations (id, slug, schema, name, status)
          values (${organization.id}, ${slug}, ${organization.schema}, ${slug}, 'active')`),
      );
      for (const [user, roles] of Object.entries(members)) {
        const { email } = (await people.get(user)) ?? fail("INTERNAL");
        for (const role of roles) {
          await people.accounts.save({ email, member: { organization: organization.id, role } });
        }
      }
      return organization;
    },
    publish(registry) {
      inForce = registry;
      for (const follower of followers) follower(null);
    },
    async lastMail(email) {
      const text = await db.read(null, (connection) =>
        connection.queryText(
          sql`select kind || E'\n' || body from platform.mails where recipient = ${email} order by created_at desc, id desc limit 1`,
        ),
      );
      return text ?? "";
    },
    async close() {
      await server.close();
      await relay?.idle();
      await jobs.stop();
      await people.close();
      await drop();
    },
  };
}

export async function signIn(url: string, email: string, password: string): Promise<Client> {
  const reply = await createClient(url).call("POST", "/api/auth/login", { email, password });
  return createClient(url, String(reply.body["access_token"] ?? ""), cookieOf(reply));
}

/** `name=value` of the cookie an answer sets. */
export function cookieOf(reply: Reply): string {
  return (reply.headers.get("set-cookie") ?? "").split(";")[0]!;
}

export function createClient(url: string, token = "", cookie = ""): Client {
  return {
    token,
    cookie,
    async call(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get("content-type") ?? "");
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
    },
  };
}
