import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { PERFEX, type RunningServer, serverAt, startScript } from "../support/start-process.ts";

const LOGIN_LINE = /(\S+@\S+) \/ (\S+)/;

let database: TestDatabase;
let folder: string;
let server: RunningServer;
let printed = "";

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 1 });
  folder = await mkdtemp(join(tmpdir(), "perfex-first-start-"));
  const env = { DATABASE_URL: database.url, NODE_OPTIONS: "", PERFEX_PUBLIC_URL: "" };
  const child = startScript(PERFEX, ["serve", "--port", "0", "--data", folder], env);
  child.stdout?.on("data", (chunk) => (printed += chunk));
  server = await serverAt(null, "/readyz", child);
});

afterAll(async () => {
  await server?.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test("the first start in a new folder loads the demo company and prints a login that signs in to it", async () => {
  const [, email, password] = LOGIN_LINE.exec(printed) ?? [];
  const url = `http://127.0.0.1:${server.port}`;
  const session = await json(`${url}/api/auth/login`, { method: "POST", body: JSON.stringify({ email, password }) });
  expect(session).toMatchObject({ access_token: expect.any(String) });
  const invoices = await json(`${url}/api/v1/sales_invoice?limit=1`, {
    headers: { authorization: `Bearer ${session["access_token"]}` },
  });
  expect(invoices["items"]).toHaveLength(1);
});

async function json(url: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  const headers = { "content-type": "application/json", ...init.headers };
  return (await (await fetch(url, { ...init, headers })).json()) as Record<string, unknown>;
}
