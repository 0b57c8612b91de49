import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, createClient, type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { LENDING } from "../tests/lending.ts";
import { librarySource } from "../tests/library.ts";

let http: HttpHarness;
let boss: Client;
let nobody: Client;
let prints: string;

beforeAll(async () => {
  http = await startHttpHarness({
    registry: resolveRegistry(loadMetadata([librarySource(LENDING)])),
    prints: {
      print: async (ctx, id, _document, format) => ({
        fileName: `${id}.${format}`,
        contentType: "application/pdf",
        bytes: Buffer.from(`for ${ctx.principal.email}`),
      }),
    },
  });
  const user = await http.createUser("boss@example.com");
  await http.createOrganization("town", { [user]: ["administrator"] });
  boss = await http.clientOf(user);
  nobody = createClient(http.url);
  const book = await made("book", { name: "Candide" });
  prints = `/api/v1/borrowing/${await made("borrowing", { date: "2026-03-01", lines: [{ book, copies: "1" }] })}/prints`;
});
afterAll(() => http.close());

async function made(doctype: string, values: object): Promise<string> {
  const reply = await boss.call("POST", `/api/v1/${doctype}`, values);
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return String(reply.body["id"]);
}
const addressFor = async (client: Client) =>
  String((await client.call("POST", `${prints}/borrowing.pdf/address`)).body["address"]);
const refused = { status: 401, body: { code: "AUTH_TICKET_INVALID" } };

describe("the address of a print-out", () => {
  test("opens without a token, as often as it is loaded, as the person it was made for", async () => {
    const address = await addressFor(boss);
    for (let load = 0; load < 2; load++) expect((await nobody.call("GET", address)).status).toBe(200);
    const bytes = await (await fetch(http.url + address)).text();
    expect(bytes).toBe("for boss@example.com");
  });

  test("opens nothing else, and what is refused does not repeat the ticket", async () => {
    const address = await addressFor(boss);
    const [path, ticket] = address.split("?") as [string, string];
    for (const other of [path.replace(/[^/]+$/, "other.pdf"), path.replace("borrowing.pdf", "borrowing.html")]) {
      expect(await nobody.call("GET", `${other}?${ticket}`)).toMatchObject(refused);
    }
    const forged = await nobody.call("GET", `${address}x`);
    expect(forged).toMatchObject(refused);
    expect(JSON.stringify(forged.body)).not.toContain(ticket);
    expect(await boss.call("GET", path)).toMatchObject(refused);
    expect((await nobody.call("GET", `/api/v1/borrowing?${ticket}`)).status).toBe(401);
  });

  test("ends with the session it was made in, and with the membership", async () => {
    const clerk = await http.createUser("clerk@example.com");
    await boss.call("POST", "/api/organizations/town/members", {
      email: "clerk@example.com",
      roles: ["administrator"],
    });
    const leaving = await http.clientOf(clerk);
    const address = await addressFor(leaving);
    expect((await nobody.call("GET", address)).status).toBe(200);
    await boss.call("DELETE", `/api/organizations/town/members/${clerk}`);
    expect((await nobody.call("GET", address)).status).toBe(403);
    const other = await addressFor(boss);
    await boss.call("POST", "/api/auth/logout-all");
    expect((await nobody.call("GET", other)).body["code"]).toBe("AUTH_SESSION_ENDED");
  });
});
