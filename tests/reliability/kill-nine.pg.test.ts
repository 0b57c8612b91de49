import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Database, type OrganizationRef, openDatabase, sql } from "../../engine/database/index.ts";
import { until } from "../support/until.ts";
import { brokenSeries, halfSubmitted, unbalancedPostings } from "./support/audit.ts";
import { BusyClient } from "./support/busy-client.ts";
import { createClient } from "./support/http-client.ts";
import { installCompany } from "./support/install-company.ts";
import { outcomeOf, ServerProcess, startCommand } from "./support/server-process.ts";
import { invoiceValues, openSmallBusiness } from "./support/small-business.ts";

/** What is killed in turn. A server that lost its database is not started again: it has to find the new one by itself. */
const TURN = [
  "postgres",
  "backend",
  "server",
  "backend",
  "postgres",
  "backend",
  "both",
  "backend",
  "postgres",
] as const;
const CYCLES = 36;
/** Requests under way at any moment. */
const LANES = 4;

let dataFolder: string;
let server: ServerProcess;
let organization: OrganizationRef;
let busy: BusyClient;
/** Of Postgres: found by the first start, kept by every other. */
let port: number;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "perfex-kill-"));
  await chmod(dataFolder, 0o755);
  const { token, organization: made } = await installCompany(dataFolder);
  organization = made;
  server = new ServerProcess(dataFolder);
  await server.start();
  port = Number(new URL((await server.postgres()).url).port);
  const client = createClient({ url: () => server.url, token, organization: "company" });
  const business = await openSmallBusiness(client);
  busy = new BusyClient(client, LANES, (key) => invoiceValues(business, "10.00", { reference: key }));
}, 300_000);

afterAll(async () => {
  await server?.killServer();
  await (await server?.postgres())?.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

/** A look at the books past the server. */
async function look<T>(use: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: (await server.postgres()).url, poolSize: 1 });
  try {
    return await use(db);
  } finally {
    await db.close();
  }
}

const rows = (db: Database, statement: ReturnType<typeof sql>) =>
  db.read(organization, (connection) => connection.query(statement));

const pidOf = async (db: Database, statement: ReturnType<typeof sql>) => {
  const [found] = await db.read(organization, (connection) => connection.query<{ pid: number }>(statement));
  return found?.pid;
};

/** Process of a connection that is at work on an invoice, or any other of the server's. */
const busiestBackend = (db: Database) =>
  pidOf(
    db,
    sql`select pid from pg_stat_activity where application_name = 'perfex' and pid <> pg_backend_pid()
      order by state = 'idle', xact_start desc nulls last limit 1`,
  );

const ownBackend = (db: Database) => pidOf(db, sql`select pg_backend_pid() as pid`);

/**
 * Returns when Postgres has noticed and ended all other connections as well, ours among them: until then it serves as if nothing
 * had happened.
 */
const killBackend = () =>
  look(async (db) => {
    const own = await ownBackend(db);
    await until("a connection to kill", async () => {
      const found = await busiestBackend(db);
      return found !== undefined && server.killBackend(found);
    });
    await until("Postgres ends every connection", async () => (await ownBackend(db).catch(() => null)) !== own);
  });

async function kill(what: (typeof TURN)[number]): Promise<void> {
  if (what === "backend") await killBackend();
  if (what === "postgres" || what === "both") server.killPostgres();
  if (what === "server" || what === "both") await server.killServer();
}

async function bringBack(what: (typeof TURN)[number]): Promise<void> {
  if (what === "postgres") await server.postgres(port);
  if (what === "both" || what === "server") await server.start();
  else await server.ready();
  port = Number(new URL((await server.postgres()).url).port);
}

/** Acknowledged submits that are not in the books as they were acknowledged. */
async function lost(db: Database): Promise<unknown[]> {
  const stored = (await rows(db, sql`select id, number from sales_invoice where docstatus = 'submitted'`)) as {
    readonly id: string;
    readonly number: string;
  }[];
  const numbers = new Map(stored.map(({ id, number }) => [id, number]));
  return busy.acknowledged.filter(({ id, number }) => numbers.get(id!) !== number);
}

const halfDone = async (db: Database) => ({
  lost: await lost(db),
  half: await halfSubmitted(db, organization, "sales_invoice"),
  series: await brokenSeries(db, organization, "sales_invoice"),
  unbalanced: await unbalancedPostings(db, organization),
});
const NOTHING = { lost: [], half: [], series: [], unbalanced: [] };

describe("server and database killed in mid-submit", () => {
  test(`${CYCLES} times: nothing acknowledged is lost, nothing is half submitted`, async () => {
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const what = TURN[cycle % TURN.length]!;
      const stop = new AbortController();
      const work = busy.run(stop.signal);
      await Promise.all([sleep(100 + Math.random() * 500), Promise.race([busy.nextAnswer(), work])]);
      await kill(what);
      stop.abort();
      await work;
      await bringBack(what);
      expect({ cycle, what, ...(await look(halfDone)) }).toEqual({ cycle, what, ...NOTHING });
    }
    expect(busy.unexpected).toEqual([]);
    // The kills did hit requests under way, and work was done between them.
    expect(busy.orders.reduce((sum, { repeats }) => sum + repeats, 0)).toBeGreaterThan(CYCLES);
    expect(busy.acknowledged.length).toBeGreaterThan(CYCLES / 2);
  }, 900_000);

  test("what got no answer is done once when it is asked again with its key", async () => {
    await busy.finish();
    const stored = (await look((db) => rows(db, sql`select reference, docstatus from sales_invoice`))) as {
      readonly reference: string;
      readonly docstatus: string;
    }[];
    expect(stored.map(({ reference }) => reference).sort()).toEqual(busy.orders.map(({ key }) => key).sort());
    expect(stored.filter(({ docstatus }) => docstatus !== "submitted")).toEqual([]);
    expect(await look(halfDone)).toEqual(NOTHING);
  });

  test("`perfex verify` finds every rule kept", async () => {
    const { code, output } = await outcomeOf(startCommand(dataFolder, "verify"));
    expect(output).not.toContain("✗");
    expect(output.match(/✓/g)?.length).toBeGreaterThan(10);
    expect(code).toBe(0);
  });
});
