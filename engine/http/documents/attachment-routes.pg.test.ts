import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, createClient, type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";

let http: HttpHarness;
let boss: Client;
let visitor: Client;
let nobody: Client;

beforeAll(async () => {
  http = await startHttpHarness({ registry: resolveRegistry(loadMetadata([librarySource()])) });
  const [first, second] = [await http.createUser("boss@example.com"), await http.createUser("visitor@example.com")];
  await http.createOrganization("town", { [first]: ["administrator"], [second]: ["visitor"] });
  [boss, visitor] = [await http.clientOf(first), await http.clientOf(second)];
  nobody = createClient(http.url);
});
afterAll(() => http.close());

const refused = { status: 401, body: { code: "AUTH_TICKET_INVALID" } };
const addressFor = (client: Client, file: string) => client.call("POST", `/api/v1/attachments/${file}/address`);

/** A book with so many pages and a file. */
async function fileOn(pages: number, fileName: string, content: string): Promise<{ book: string; file: string }> {
  const book = String((await boss.call("POST", "/api/v1/book", { name: "Held", pages })).body["id"]);
  const form = new FormData();
  form.set("file", new Blob([content]), fileName);
  const headers = { authorization: `Bearer ${boss.token}` };
  const added = await fetch(`${http.url}/api/v1/book/${book}/attachments`, { method: "POST", headers, body: form });
  return { book, file: ((await added.json()) as { id: string }).id };
}

describe("the address of an attachment", () => {
  test("ends with the file's name and opens it without a token, as often as it is loaded", async () => {
    const { file } = await fileOn(10, "Reçu n° 1.txt", "douze euros");
    const address = String((await addressFor(boss, file)).body["address"]);
    expect(decodeURIComponent(new URL(address, http.url).pathname)).toBe(`/api/v1/attachments/${file}/Reçu n° 1.txt`);
    for (let load = 0; load < 2; load++) {
      const answer = await fetch(http.url + address);
      expect([answer.status, await answer.text()]).toEqual([200, "douze euros"]);
      expect(answer.headers.get("content-disposition")).toMatch(/^inline; .*filename\*=UTF-8''Re%C3%A7u/);
    }
    const saved = await fetch(`${http.url}${address}&download=true`);
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment; /);
  });

  test("never shows what a browser would run", async () => {
    const { file } = await fileOn(10, "page.txt", "<!doctype html><script>alert(1)</script>");
    const answer = await fetch(http.url + String((await addressFor(boss, file)).body["address"]));
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  });

  test("is given to those who may read the document, and opens nothing else", async () => {
    const [seen, hidden] = [await fileOn(10, "a.txt", "a"), await fileOn(500, "b.txt", "b")];
    expect((await addressFor(visitor, hidden.file)).body["code"]).toBe("DOCUMENT_NOT_FOUND");
    const address = String((await addressFor(visitor, seen.file)).body["address"]);
    const [path, ticket] = address.split("?") as [string, string];
    expect((await fetch(http.url + address)).status).toBe(200);
    for (const other of [path.replace("a.txt", "b.txt"), path.replace(seen.file, hidden.file)]) {
      expect(await nobody.call("GET", `${other}?${ticket}`)).toMatchObject(refused);
    }
    expect(await boss.call("GET", path)).toMatchObject(refused);
  });

  test("ends when its person may no longer read the document", async () => {
    const { book, file } = await fileOn(10, "c.txt", "c");
    const address = String((await addressFor(visitor, file)).body["address"]);
    expect((await fetch(http.url + address)).status).toBe(200);
    await boss.call("PATCH", `/api/v1/book/${book}`, { pages: 500 }, { "if-match": '"1"' });
    expect((await fetch(http.url + address)).status).toBe(404);
  });
});
