import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, createClient, type HttpHarness, type Reply, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";

/** Sees every loan, of the books only the thin ones and of the readers none. */
const CLERK = {
  id: "clerk",
  label: { fr: "Guichet", en: "Clerk" },
  permissions: { loan: { actions: ["read"] }, book: { actions: ["read"], where: "pages < 100" } },
};
let http: HttpHarness;
let boss: Client;
let visitor: Client;
let clerk: Client;

beforeAll(async () => {
  const source = librarySource({ "library/roles/clerk.json": CLERK });
  http = await startHttpHarness({ registry: resolveRegistry(loadMetadata([source])) });
  const [first, second, third] = [
    await http.createUser("boss@example.com"),
    await http.createUser("visitor@example.com"),
    await http.createUser("clerk@example.com"),
  ];
  await http.createOrganization("town", { [first]: ["administrator"], [second]: ["visitor"], [third]: ["clerk"] });
  [boss, visitor, clerk] = [await http.clientOf(first), await http.clientOf(second), await http.clientOf(third)];
});
afterAll(() => http.close());

const idOf = (reply: Reply) => String(reply.body["id"]);
const codeOf = (reply: Reply) => [reply.status, reply.body["code"]];
const newBook = (name: string, pages = 10) => boss.call("POST", "/api/v1/book", { name, pages });
async function newLoan(): Promise<Reply> {
  const book = idOf(await newBook("Lent"));
  const reader = idOf(await boss.call("POST", "/api/v1/reader", { name: "Ada" }));
  return boss.call("POST", "/api/v1/loan", { reader, lines: [{ book }, { book, days: 7 }] });
}

describe("documents over HTTP", () => {
  test("what is created has an address, a version, and is read back as it was written", async () => {
    const created = await newBook("Candide", 120);
    expect([created.status, created.headers.get("location"), created.headers.get("etag")]).toEqual([
      201,
      `/api/v1/book/${idOf(created)}`,
      '"1"',
    ]);
    const read = await boss.call("GET", `/api/v1/book/${idOf(created)}`);
    expect(read.body).toEqual(created.body);
  });

  test("a document goes from draft to submitted to cancelled to its amendment", async () => {
    const loan = await newLoan();
    expect(loan.body).toMatchObject({ docstatus: "draft", number: null, total_days: 21 });
    const at = `/api/v1/loan/${idOf(loan)}`;
    expect((await boss.call("POST", `${at}/submit`)).body).toMatchObject({
      docstatus: "submitted",
      number: "LOAN-00001",
    });
    expect((await boss.call("POST", `${at}/cancel`)).body).toMatchObject({
      docstatus: "cancelled",
      number: "LOAN-00001",
    });
    const amended = await boss.call("POST", `${at}/amend`);
    expect([amended.status, amended.body["amended_from"], amended.body["docstatus"]]).toEqual([
      201,
      idOf(loan),
      "draft",
    ]);
  });

  test("of two editors the second gets a 409 with the difference", async () => {
    const book = await newBook("Zadig");
    const at = `/api/v1/book/${idOf(book)}`;
    const match = { "if-match": '"1"' };
    expect((await boss.call("PATCH", at, { pages: 11 }, match)).headers.get("etag")).toBe('"2"');
    const late = await boss.call("PATCH", at, { name: "Zadig ou la destinée" }, match);
    expect(codeOf(late)).toEqual([409, "DOCUMENT_CHANGED"]);
    expect(JSON.stringify(late.body["data"])).toContain("pages");
  });

  test("the same idempotency key makes one document", async () => {
    const key = { "idempotency-key": "order-4711-abc" };
    const [one, again] = [
      await boss.call("POST", "/api/v1/book", { name: "Once" }, key),
      await boss.call("POST", "/api/v1/book", { name: "Once" }, key),
    ];
    expect([one.status, again.status, idOf(again)]).toEqual([201, 201, idOf(one)]);
    const other = await boss.call("POST", "/api/v1/book", { name: "Twice" }, key);
    expect(codeOf(other)).toEqual([409, "IDEMPOTENCY_KEY_REUSED"]);
  });

  test("lists filter, sort, page and count", async () => {
    for (const pages of [301, 302, 303]) await newBook(`Long ${pages}`, pages);
    const filter = encodeURIComponent(JSON.stringify({ field: "pages", op: "gt", value: 300 }));
    const first = await boss.call("GET", `/api/v1/book?filter=${filter}&sort=-pages&limit=2&count=true&fields=pages`);
    expect(first.body).toMatchObject({ total: 3, items: [{ pages: 303 }, { pages: 302 }] });
    const cursor = encodeURIComponent(String(first.body["next_cursor"]));
    const next = await boss.call(
      "GET",
      `/api/v1/book?filter=${filter}&sort=-pages&limit=2&fields=pages&cursor=${cursor}`,
    );
    expect(next.body).toMatchObject({ items: [{ pages: 301 }], next_cursor: null });
  });

  test("a row rule hides documents from lists, reads, history and links alike", async () => {
    const hidden = await newBook("Hidden", 500);
    const at = `/api/v1/book/${idOf(hidden)}`;
    const paths = [at, `${at}/history`, `${at}/comments`, `${at}/attachments`, `${at}/tags`, `${at}/links`];
    for (const path of paths) expect([path, (await visitor.call("GET", path)).status]).toEqual([path, 404]);
    const list = await visitor.call("GET", "/api/v1/book?limit=1000&fields=pages&count=true");
    const items = list.body["items"] as { pages: number | null }[];
    expect(items.filter(({ pages }) => (pages ?? 0) >= 100)).toEqual([]);
  });

  test("the history names what links pointed to, as far as its reader may read it", async () => {
    const [thin, thick] = [await newBook("Thin", 10), await newBook("Thick", 900)];
    const [ada, bob] = [
      await boss.call("POST", "/api/v1/reader", { name: "Ada" }),
      await boss.call("POST", "/api/v1/reader", { name: "Bob" }),
    ];
    const loan = await boss.call("POST", "/api/v1/loan", { reader: idOf(ada), lines: [{ book: idOf(thin) }] });
    const at = `/api/v1/loan/${idOf(loan)}`;
    const [line] = loan.body["lines"] as [{ id: string }];
    const change = { reader: idOf(bob), lines: [{ id: line.id, book: idOf(thick) }] };
    expect((await boss.call("PATCH", at, change, { "if-match": '"1"' })).status).toBe(200);
    const titlesFor = async (client: Client) => {
      const { items } = (await client.call("GET", `${at}/history`)).body as { items: { titles: object }[] };
      return items.map(({ titles }) => titles);
    };
    const books = { [idOf(thin)]: "Thin", [idOf(thick)]: "Thick" };
    expect(await titlesFor(boss)).toEqual([{ ...books, [idOf(ada)]: "Ada", [idOf(bob)]: "Bob" }, {}]);
    expect(await titlesFor(clerk)).toEqual([{ [idOf(thin)]: "Thin" }, {}]);
  });

  test("previewing stores nothing", async () => {
    const preview = await boss.call("POST", "/api/v1/book/preview", { values: { name: "Only thought of" } });
    expect(preview.body["document"]).toMatchObject({ name: "Only thought of" });
    const found = await boss.call("GET", "/api/v1/book?search=thought&count=true");
    expect(found.body["total"]).toBe(0);
  });

  test("bulk tells what changed and what was refused", async () => {
    const ids = [idOf(await newBook("A")), idOf(await newBook("B")), "0199d3a1-7c00-7000-8000-000000000001"];
    const reply = await boss.call("POST", "/api/v1/book/bulk", { verb: "update", ids, patch: { pages: 42 } });
    expect(reply.body).toMatchObject({ changed: 2, refused: [{ id: ids[2], code: "DOCUMENT_NOT_FOUND" }] });
  });

  test("comments and tags hang on a document with their author's name", async () => {
    const at = `/api/v1/book/${idOf(await newBook("Talked about"))}`;
    const comment = await boss.call("POST", `${at}/comments`, { body: "Très bien <b>!</b>" });
    expect(comment.body).toMatchObject({ body: "Très bien <b>!</b>", created_by_name: "boss@example.com" });
    await boss.call("POST", `${at}/tags`, { tag: "classique" });
    expect((await boss.call("GET", `${at}/tags`)).body["items"]).toEqual(["classique"]);
    expect((await boss.call("DELETE", `${at}/comments/${idOf(comment)}`)).status).toBe(204);
  });
});

describe("files", () => {
  const PNG = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  async function attach(at: string, name: string, bytes: Uint8Array): Promise<Response> {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(bytes)]), name);
    return fetch(`${http.url}${at}/attachments`, {
      method: "POST",
      headers: { authorization: `Bearer ${boss.token}` },
      body: form,
    });
  }

  test("an attachment comes back byte for byte, as a download, to those who may read its document", async () => {
    const at = `/api/v1/book/${idOf(await newBook("Illustrated", 500))}`;
    const attached = (await (await attach(at, "../../été.png", PNG)).json()) as { id: string; file_name: string };
    expect(attached.file_name).toBe("été.png");
    const open = (client: Client) =>
      fetch(`${http.url}/api/v1/attachments/${attached.id}`, { headers: { authorization: `Bearer ${client.token}` } });
    const got = await open(boss);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(PNG);
    expect(got.headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await open(visitor)).status).toBe(404);
  });

  test("without a multipart form nothing is attached", async () => {
    const at = `/api/v1/book/${idOf(await newBook("Plain"))}`;
    expect(codeOf(await boss.call("POST", `${at}/attachments`, { file: "x" }))).toEqual([
      415,
      "HTTP_MULTIPART_REQUIRED",
    ]);
  });
});

describe("hostile requests", () => {
  const PAYLOADS = [
    "'; drop table book; --",
    '"><script>alert(1)</script>',
    "{{constructor.constructor('return process')()}}",
    "${7*7}",
    "../../../etc/passwd",
    "__proto__",
    "%00%0a",
    "\u202eevil",
    "=cmd|' /C calc'!A0",
  ];

  test.each(PAYLOADS)("the text %j is stored and shown as it is, and finds only itself", async (text) => {
    const created = await boss.call("POST", "/api/v1/reader", { name: text });
    expect([created.status, created.body["name"]]).toEqual([201, text]);
    const filter = encodeURIComponent(JSON.stringify({ field: "name", op: "eq", value: text }));
    const found = await boss.call("GET", `/api/v1/reader?filter=${filter}&fields=name`);
    expect(found.body["items"]).toEqual([{ id: idOf(created), name: text }]);
  });

  test.each(PAYLOADS)("%j as a name of anything is refused, not run", async (text) => {
    const word = encodeURIComponent(text);
    const filter = encodeURIComponent(JSON.stringify({ field: text, op: "eq", value: 1 }));
    const operator = encodeURIComponent(JSON.stringify({ field: "name", op: text, value: 1 }));
    for (const query of [
      `sort=${word}`,
      `fields=${word}`,
      `expand=${word}`,
      `totals=${word}`,
      `cursor=${word}`,
      `filter=${filter}`,
      `filter=${operator}`,
    ]) {
      const reply = await boss.call("GET", `/api/v1/book?${query}`);
      expect([query, reply.status >= 400 && reply.status < 500]).toEqual([query, true]);
    }
  });

  test("a key that would reach an object's prototype is refused", async () => {
    const reply = await boss.call("POST", "/api/v1/book", '{"name":"x","__proto__":{"isAdmin":true}}');
    expect(codeOf(reply)).toEqual([400, "HTTP_BODY_FORBIDDEN_KEY"]);
    expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
  });

  test("system fields in a write are refused, never stored", async () => {
    const reply = await boss.call("POST", "/api/v1/book", {
      name: "x",
      created_by: "0199d3a1-7c00-7000-8000-000000000001",
      version: 7,
    });
    expect(reply.status).toBe(422);
  });

  test("only JSON is taken, of a bounded size and depth", async () => {
    const form = await boss.call("POST", "/api/v1/book", "name=x", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(codeOf(form)).toEqual([415, "HTTP_BODY_NOT_JSON"]);
    expect(codeOf(await boss.call("POST", "/api/v1/book", '{"name":'))).toEqual([400, "HTTP_BODY_INVALID"]);
    expect(codeOf(await boss.call("POST", "/api/v1/book", "[1]"))).toEqual([400, "HTTP_BODY_NOT_OBJECT"]);
    const deep = `{"name":${"[".repeat(100)}${"]".repeat(100)}}`;
    expect(codeOf(await boss.call("POST", "/api/v1/book", deep))).toEqual([400, "HTTP_BODY_TOO_DEEP"]);
    const large = await boss.call("POST", "/api/v1/book", { name: "x".repeat(3_000_000) }).catch(() => null);
    if (large) expect(codeOf(large)).toEqual([413, "HTTP_BODY_TOO_LARGE"]);
  });

  test("what is not there is a problem with a code, in both languages and the reader's first", async () => {
    const reply = await createClient(http.url).call("GET", "/api/nothing", undefined, { "accept-language": "en-GB" });
    expect(reply.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(reply.body).toMatchObject({
      status: 404,
      code: "HTTP_NOT_FOUND",
      detail: "Nothing at this address: /api/nothing",
      message: { fr: "Rien à cette adresse : /api/nothing" },
      instance: "/api/nothing",
    });
    const wrongMethod = await boss.call("DELETE", "/api/auth/me");
    expect([...codeOf(wrongMethod), wrongMethod.headers.get("allow")]).toEqual([
      405,
      "HTTP_METHOD_NOT_ALLOWED",
      "GET, PATCH",
    ]);
  });

  test("a caller's request id goes into the answer, a strange one does not", async () => {
    const given = await boss.call("GET", "/api/auth/me", undefined, { "x-request-id": "trace-0123456789" });
    expect(given.headers.get("x-request-id")).toBe("trace-0123456789");
    const strange = await boss.call("GET", "/api/auth/me", undefined, { "x-request-id": "a b;c" });
    expect(strange.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("what screens are made of", () => {
  test("a person sees only the metadata their roles may read, and is told when nothing changed", async () => {
    const all = await boss.call("GET", "/api/v1/meta");
    expect(Object.keys(all.body["doctypes"] as object).sort()).toEqual([
      "book",
      "loan",
      "loan_line",
      "organization",
      "reader",
    ]);
    const mine = await visitor.call("GET", "/api/v1/meta");
    expect(Object.keys(mine.body["doctypes"] as object)).toEqual(["book"]);
    expect(mine.body["reports"]).toEqual({});
    const again = await visitor.call("GET", "/api/v1/meta", undefined, { "if-none-match": mine.headers.get("etag")! });
    expect(again.status).toBe(304);
  });

  test("fields above a person's level are absent from metadata and documents", async () => {
    const user = await http.createUser("desk@example.com");
    await http.createOrganization("desk", { [user]: ["librarian"] });
    const desk = await http.clientOf(user);
    const meta = await desk.call("GET", "/api/v1/meta");
    expect(JSON.stringify(meta.body)).not.toContain("salary");
    const reader = await desk.call("POST", "/api/v1/reader", { name: "Lin" });
    expect(reader.body).not.toHaveProperty("salary");
    expect((await desk.call("POST", "/api/v1/reader", { name: "Lin", salary: "1.00" })).status).toBeGreaterThanOrEqual(
      400,
    );
  });
});
