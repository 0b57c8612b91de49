import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type OrganizationRef, sql } from "../../database/index.ts";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { LENDING } from "../tests/lending.ts";
import { librarySource } from "../tests/library.ts";

let http: HttpHarness;
let boss: Client;
let town: OrganizationRef;

beforeAll(async () => {
  http = await startHttpHarness({ registry: resolveRegistry(loadMetadata([librarySource(LENDING)])) });
  const user = await http.createUser("boss@example.com");
  town = await http.createOrganization("town", { [user]: ["administrator"] });
  boss = await http.clientOf(user);
});
afterAll(() => http.close());

/** Statements that wait for what the test holds. */
const waiting = async (): Promise<number> => {
  const rows = await http.db.read(null, (connection) =>
    connection.query(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    ),
  );
  return rows.length;
};

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

/** Whatever reads books takes until the work is done, as a report over very many would. */
async function whileBooksAreSlow(work: () => Promise<void>): Promise<void> {
  await http.db.transaction(town, async (tx) => {
    await tx.query(sql`lock table book in access exclusive mode`);
    await work();
  });
}

const REPORT = "/api/v1/reports/books_by_pages";
const POST = { method: "POST", headers: { "content-type": "application/json", "x-requested-with": "perfex" } };
const DRILL = { ...POST, body: JSON.stringify({ row: { pages: 120 }, measure: "count" }) };

describe("a reader who leaves", () => {
  test.each<[string, string, RequestInit]>([
    ["a report", REPORT, {}],
    ["a report asked with a body", REPORT, { ...POST, body: "{}" }],
    ["what is behind a figure", `${REPORT}/drill`, DRILL],
    ["a report's file", `${REPORT}/export.csv`, {}],
    ["a list's file", "/api/v1/book/export", {}],
  ])(
    "takes the statement of %s along",
    async (_name, path, request) => {
      await whileBooksAreSlow(async () => {
        const leaving = new AbortController();
        const headers = { ...request.headers, authorization: `Bearer ${boss.token}`, "x-organization": "town" };
        const answer = fetch(`${http.url}${path}`, { ...request, headers, signal: leaving.signal });
        const outcome = answer.then(
          ({ status }) => status,
          (error: Error) => error.name,
        );
        await until(async () => (await waiting()) === 1);
        leaving.abort();
        expect(await outcome).toBe("AbortError");
        await until(async () => (await waiting()) === 0);
      });
      expect((await boss.call("GET", REPORT)).status).toBe(200);
    },
    30_000,
  );
});
