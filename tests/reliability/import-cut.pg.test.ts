import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openDatabase, sql } from "../../engine/database/index.ts";
import { until } from "../support/until.ts";
import { type Client, createClient } from "./support/http-client.ts";
import { installCompany } from "./support/install-company.ts";
import { ServerProcess } from "./support/server-process.ts";

const ROWS = 3_000;

let dataFolder: string;
let server: ServerProcess;
let client: Client;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "perfex-cut-"));
  await chmod(dataFolder, 0o755);
  const { token } = await installCompany(dataFolder);
  server = new ServerProcess(dataFolder);
  await server.start();
  client = createClient({ url: () => server.url, token, organization: "company" });
}, 300_000);

afterAll(async () => {
  await server?.killServer();
  await (await server?.postgres())?.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

async function startImport(): Promise<string> {
  const lines = Array.from({ length: ROWS }, (_, index) => `Cut ${String(index).padStart(4, "0")};Lyon`);
  const form = new FormData();
  form.set("file", new Blob([`Nom;Ville\n${lines.join("\n")}\n`]), "parties.csv");
  form.set("options", JSON.stringify({ mapping: { Nom: "name", Ville: "city" } }));
  const started = await client.call("POST", "/api/v1/party/import", form);
  expect(started.status).toBe(202);
  return String(started.headers.get("location"));
}

const imported = async () => Number((await client.get("/api/v1/party?search=Cut&limit=1&count=true")).body["total"]);

/** The clock of the lease is the database's: to it, the worker has been silent for long. */
async function letLeasesEnd(): Promise<void> {
  const db = await openDatabase({ url: (await server.postgres()).url, poolSize: 1 });
  await db.read(null, (c) =>
    c.query(sql`update platform.job set lease_until = clock_timestamp() where status = 'running'`),
  );
  await db.close();
}

describe("an import whose server is killed", () => {
  test("says how far it came, and goes on from there: every row once", async () => {
    const path = await startImport();
    const job = async () => (await client.get(path)).body;
    await until("some rows are in", async () => Number((await job())["done"]) > 0);
    await server.killServer();
    await server.start();
    await letLeasesEnd();
    const cut = await job();
    expect(cut).toMatchObject({ status: "interrupted", total: ROWS, file_name: "parties.csv" });
    expect(cut["done"]).toBe(await imported());
    expect(cut["done"]).toBeLessThan(ROWS);
    expect((await client.get("/api/v1/jobs")).body["items"]).toMatchObject([{ id: cut["id"], status: "interrupted" }]);
    expect((await client.post(`${path}/continue`, {})).status).toBe(202);
    await until("the rest is in", async () => (await job())["status"] === "done");
    expect(await job()).toMatchObject({ done: ROWS, total: ROWS, result: { created: ROWS, refused: 0, errors: [] } });
    expect(await imported()).toBe(ROWS);
    expect((await client.get("/api/v1/jobs")).body["items"]).toEqual([]);
  }, 300_000);
});
