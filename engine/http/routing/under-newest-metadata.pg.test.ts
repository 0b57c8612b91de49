import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { rawSql } from "../../database/index.ts";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";

let http: HttpHarness;
let boss: Client;
let schema: string;

beforeAll(async () => {
  http = await startHttpHarness({ registry: resolveRegistry(loadMetadata([librarySource()])) });
  const user = await http.createUser("boss@example.com");
  ({ schema } = await http.createOrganization("town", { [user]: ["administrator"] }));
  boss = await http.clientOf(user);
});
afterAll(() => http.close());

const rename = (from: string, to: string) =>
  http.db.read(null, (c) => c.query(rawSql(`alter table "${schema}".book rename column "${from}" to "${to}"`)));

test("a statement that meets another schema than the metadata in force wants is a mistake that coming again does not mend", async () => {
  await rename("name", "name_elsewhere");
  for (const [method, body] of [["GET"], ["POST", { name: "Emma" }]] as const) {
    const reply = await boss.call(method, "/api/v1/book", body);
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([500, null]);
    expect(reply.body).toMatchObject({ code: "DATABASE_STATEMENT_FAILED" });
    expect(JSON.stringify(reply.body)).toContain("42703");
  }
  await rename("name_elsewhere", "name");
  expect((await boss.call("GET", "/api/v1/book")).status).toBe(200);
});
