import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "../../database/index.ts";
import type { Document } from "../../documents/index.ts";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import type { OpenApiDocument } from "../openapi/openapi-types.ts";
import { type Client, createClient, type HttpHarness, PASSWORD, startHttpHarness } from "../tests/http-harness.ts";
import { LENDING, specimenValues } from "../tests/lending.ts";
import { librarySource } from "../tests/library.ts";
import { createAnswerCheck, type SeenAnswer } from "../tests/published-answers.ts";

const NO_ID = "0199d3a1-7c00-7000-8000-000000000001";
const OWN_SCRIPT = { "x-requested-with": "perfex" };

let http: HttpHarness;
let boss: Client;
/** Somebody whose session may end. */
let leaver: Client;
let problemsOf: (answer: SeenAnswer) => readonly string[];
let book: string;
let reader: string;
let serial = 0;

beforeAll(async () => {
  http = await startHttpHarness({
    registry: resolveRegistry(loadMetadata([librarySource(LENDING)])),
    importers: ["catalogue_import"],
    functions: {
      run: async () => ({
        output: { hours: 4 },
        done: [{ effect: "create:book", count: 1, ids: [book] }],
        refused: [],
        refused_count: 0,
        documents: [{ doctype: "book", document: await bookNow() }],
      }),
      close: async () => undefined,
    },
    prints: {
      print: async (_ctx, id, _document, format) => ({
        fileName: `${id}.${format}`,
        contentType: format === "pdf" ? "application/pdf" : "text/html",
        bytes: Buffer.from("slip"),
      }),
    },
  });
  const user = await http.createUser("boss@example.com");
  await http.createOrganization("town", { [user]: ["administrator"] });
  leaver = await http.clientOf(await http.createUser("leaver@example.com"));
  boss = await http.clientOf(user);
  const openApi = (await boss.call("GET", "/api/openapi.json")).body;
  problemsOf = createAnswerCheck(openApi as unknown as OpenApiDocument);
  book = await create("book", { name: "Candide", pages: 120, price: "9.50" });
  reader = await create("reader", { name: "Ada", email: "ada@example.com", salary: "1.00" });
});
afterAll(() => http.close());

const bookNow = async () => (await boss.call("GET", `/api/v1/book/${book}`)).body as unknown as Document;

async function create(doctype: string, values: object): Promise<string> {
  const made = await boss.call("POST", `/api/v1/${doctype}`, values);
  expect([doctype, made.status, made.body["code"]]).toEqual([doctype, 201, undefined]);
  return String(made.body["id"]);
}

interface Request {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly client?: Client;
}

const csv = (options?: object) => {
  const form = new FormData();
  form.set("file", new Blob(["name,pages\nZadig,90\n"], { type: "text/csv" }), "books.csv");
  if (options) form.set("options", JSON.stringify(options));
  return form;
};

async function ask(method: string, { path, body, headers = {}, client = boss }: Request): Promise<SeenAnswer> {
  const isForm = body instanceof FormData;
  const stop = new AbortController();
  const response = await fetch(http.url + path, {
    method,
    signal: stop.signal,
    headers: {
      ...(client.token && { authorization: `Bearer ${client.token}` }),
      ...(body !== undefined && !isForm && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
  const [contentType = ""] = (response.headers.get("content-type") ?? "").split(";");
  const seen = { method, path, status: response.status, contentType };
  if (contentType === "text/event-stream") {
    stop.abort();
    return { ...seen, body: null };
  }
  const text = await response.text();
  return { ...seen, body: contentType.includes("json") ? JSON.parse(text) : text };
}

const nobody = () => createClient(http.url);
const address = () => `person-${++serial}@example.com`;
async function person(): Promise<{ readonly email: string; readonly client: Client }> {
  const email = address();
  await http.createUser(email);
  return { email, client: await http.signIn(email) };
}
async function mailedToken(email: string): Promise<string> {
  return /token=([\w-]+)/.exec(await http.lastMail(email))?.[1] ?? "";
}
const registration = () => ({ email: address(), password: PASSWORD, name: "Somebody" });
const loan = () => create("loan", { reader, lines: [{ book }, { book, days: 7 }] });
async function after(doctype: string, id: string, ...verbs: readonly string[]): Promise<string> {
  for (const verb of verbs) await boss.call("POST", `/api/v1/${doctype}/${id}/${verb}`, {});
  return `/api/v1/${doctype}/${id}`;
}
const borrowing = async () =>
  after("borrowing", await create("borrowing", { date: "2026-03-15", lines: [{ book, copies: "2" }] }), "submit");
const reservation = () => create("reservation", { note: "For Ada" });
async function invited(): Promise<string> {
  const email = address();
  await boss.call("POST", "/api/organizations/town/members", { email, roles: ["visitor"] });
  return `/api/organizations/town/members/${encodeURIComponent(email)}`;
}
/** Where a job is found that nobody works on; interrupted, its worker is dead. */
async function startedJob(status = "waiting"): Promise<string> {
  const job = await ask("POST", { path: "/api/v1/book/import", body: csv() });
  const { id } = job.body as { id: string };
  await http.db.read(null, (c) => c.query(sql`update platform.job set status = ${status} where id = ${id}`));
  return `/api/v1/jobs/${id}`;
}
async function printAddressOf(at: string): Promise<string> {
  const made = await ask("POST", { path: `${at}/prints/borrowing.pdf/address` });
  return (made.body as { address: string }).address;
}
async function attachment(): Promise<string> {
  const made = await ask("POST", { path: `/api/v1/book/${book}/attachments`, body: csv() });
  return String((made.body as { id: string }).id);
}

/** For each route, requests that succeed. A route without any is not tested, so that is a failure. */
const SUCCESSES: Readonly<Record<string, () => Promise<readonly Request[]> | readonly Request[]>> = {
  "GET /healthz": () => [{ path: "/healthz" }],
  "GET /readyz": () => [{ path: "/readyz" }],
  "GET /metrics": () => [{ path: "/metrics" }],
  "GET /api/openapi.json": () => [{ path: "/api/openapi.json" }, { path: "/api/openapi.json", client: nobody() }],
  "GET /api/docs": () => [{ path: "/api/docs" }],
  "GET /api/docs/start.js": () => [{ path: "/api/docs/start.js" }],
  "GET /api/docs/swagger-ui.css": () => [{ path: "/api/docs/swagger-ui.css" }],
  "GET /api/docs/swagger-ui-bundle.js": () => [{ path: "/api/docs/swagger-ui-bundle.js" }],
  "POST /api/auth/register": () => [{ path: "/api/auth/register", body: registration() }],
  "POST /api/auth/verify-email": async () => {
    const body = registration();
    await ask("POST", { path: "/api/auth/register", body });
    return [{ path: "/api/auth/verify-email", body: { token: await mailedToken(body.email) } }];
  },
  "POST /api/auth/forgot-password": () => [{ path: "/api/auth/forgot-password", body: { email: address() } }],
  "POST /api/auth/reset-password": async () => {
    const { email } = await person();
    await ask("POST", { path: "/api/auth/forgot-password", body: { email } });
    const token = await mailedToken(email);
    return [{ path: "/api/auth/reset-password", body: { token, password: "another long password" } }];
  },
  "POST /api/auth/login": async () => {
    const { email } = await person();
    return [{ path: "/api/auth/login", body: { email, password: PASSWORD } }];
  },
  "POST /api/auth/refresh": async () => {
    const { cookie } = (await person()).client;
    return [{ path: "/api/auth/refresh", headers: { cookie, ...OWN_SCRIPT }, client: nobody() }];
  },
  "POST /api/auth/logout": async () => [{ path: "/api/auth/logout", client: (await person()).client }],
  "POST /api/auth/logout-all": async () => [{ path: "/api/auth/logout-all", client: (await person()).client }],
  "GET /api/auth/me": () => [{ path: "/api/auth/me" }],
  "PATCH /api/auth/me": () => [{ path: "/api/auth/me", body: { name: "Boss", language: "en", theme: "dark" } }],
  "GET /api/questions": () => [{ path: "/api/questions" }],
  "GET /api/organizations": () => [{ path: "/api/organizations" }],
  "POST /api/organizations": () => [{ path: "/api/organizations", body: { name: "Another town" } }],
  "GET /api/organizations/:organization": () => [{ path: "/api/organizations/town" }],
  "PATCH /api/organizations/:organization": () => [{ path: "/api/organizations/town", body: { name: "Our town" } }],
  "GET /api/organizations/:organization/members": async () => {
    await invited();
    return [{ path: "/api/organizations/town/members" }];
  },
  "POST /api/organizations/:organization/members": () => [
    { path: "/api/organizations/town/members", body: { email: address(), roles: ["visitor"] } },
  ],
  "PATCH /api/organizations/:organization/members/:user": async () => [
    { path: await invited(), body: { roles: ["librarian"] } },
  ],
  "DELETE /api/organizations/:organization/members/:user": async () => [{ path: await invited() }],
  "GET /api/v1/meta": () => [{ path: "/api/v1/meta" }],
  "GET /api/v1/events": () => [{ path: "/api/v1/events" }],
  "GET /api/v1/jobs": () => [{ path: "/api/v1/jobs" }],
  "GET /api/v1/jobs/:job": async () => [{ path: await startedJob() }],
  "POST /api/v1/jobs/:job/continue": async () => [{ path: `${await startedJob("interrupted")}/continue` }],
  "POST /api/v1/jobs/:job/dismiss": async () => [{ path: `${await startedJob("interrupted")}/dismiss` }],
  "GET /api/v1/reports/:report": () => [
    { path: "/api/v1/reports/books_by_pages" },
    { path: "/api/v1/reports/books_by_pages?limit=1&offset=0" },
  ],
  "POST /api/v1/reports/:report": () => [{ path: "/api/v1/reports/books_by_pages", body: { limit: 10 } }],
  "POST /api/v1/reports/:report/drill": () => [
    { path: "/api/v1/reports/books_by_pages/drill", body: { row: { pages: 120 }, measure: "count" } },
  ],
  "GET /api/v1/reports/:report/export.csv": () => [{ path: "/api/v1/reports/books_by_pages/export.csv" }],
  "GET /api/v1/reports/:report/export.xlsx": () => [{ path: "/api/v1/reports/books_by_pages/export.xlsx" }],
  "POST /api/v1/functions/:function": () => [
    { path: "/api/v1/functions/reading_time", body: { input: { pages: 120 }, preview: true } },
    { path: "/api/v1/functions/reading_time", body: { input: { pages: 120 }, background: true } },
  ],
  "POST /api/v1/imports/:importer": () => [
    { path: "/api/v1/imports/catalogue", body: csv({ dry_run: true, year: 1 }) },
  ],
  "POST /api/v1/:doctype/import": () => [{ path: "/api/v1/book/import", body: csv({ dry_run: true }) }],
  "POST /api/v1/:doctype/import/columns": () => [{ path: "/api/v1/book/import/columns", body: csv() }],
  "GET /api/v1/:doctype": async () => {
    await create("specimen", specimenValues(book));
    await loan();
    return [
      { path: "/api/v1/book" },
      { path: "/api/v1/book?fields=name,$title&count=true&totals=pages&limit=1&sort=-pages" },
      { path: "/api/v1/loan?expand=reader&fields=reader,date" },
      { path: "/api/v1/specimen" },
      { path: "/api/v1/organization" },
    ];
  },
  "POST /api/v1/:doctype": () => [
    { path: "/api/v1/book", body: { name: "Micromégas" } },
    { path: "/api/v1/loan?submit=true", body: { reader, lines: [{ book }] } },
    { path: "/api/v1/specimen", body: specimenValues(book) },
    { path: "/api/v1/specimen", body: {} },
  ],
  "GET /api/v1/:doctype/:id": async () => [
    { path: `/api/v1/book/${book}` },
    { path: `/api/v1/loan/${await loan()}?expand=reader` },
    { path: `/api/v1/specimen/${await create("specimen", specimenValues(book))}?expand=link` },
  ],
  "PATCH /api/v1/:doctype/:id": async () => [
    { path: `/api/v1/loan/${await loan()}`, body: { note: "late" }, headers: { "if-match": '"1"' } },
  ],
  "DELETE /api/v1/:doctype/:id": async () => [{ path: `/api/v1/loan/${await loan()}` }],
  "POST /api/v1/:doctype/:id/submit": async () => [{ path: `/api/v1/loan/${await loan()}/submit`, body: {} }],
  "POST /api/v1/:doctype/:id/cancel": async () => [
    { path: `${await after("loan", await loan(), "submit")}/cancel`, body: { date: "2026-03-16" } },
    { path: `${await after("loan", await loan(), "submit")}/cancel` },
  ],
  "POST /api/v1/:doctype/:id/amend": async () => [
    { path: `${await after("loan", await loan(), "submit", "cancel")}/amend` },
  ],
  "POST /api/v1/:doctype/:id/duplicate": async () => [{ path: `/api/v1/loan/${await loan()}/duplicate` }],
  "GET /api/v1/:doctype/:id/transitions": async () => [
    { path: `/api/v1/reservation/${await reservation()}/transitions` },
  ],
  "POST /api/v1/:doctype/:id/transition": async () => [
    { path: `/api/v1/reservation/${await reservation()}/transition`, body: { transition: "grant" } },
  ],
  "POST /api/v1/:doctype/compute": async () => [
    { path: "/api/v1/book/compute", body: { values: { name: "Only thought of" } } },
    { path: "/api/v1/loan/compute", body: { id: await loan(), values: {} } },
    { path: "/api/v1/loan/compute", body: { id: await loan() } },
  ],
  "POST /api/v1/:doctype/find": () => [{ path: "/api/v1/book/find", body: { texts: [book, "no such book"] } }],
  "POST /api/v1/:doctype/preview": async () => [
    { path: "/api/v1/book/preview", body: { values: { name: "Only thought of" } } },
    {
      path: "/api/v1/borrowing/preview",
      body: { values: { date: "2026-03-15", lines: [{ book, copies: "1" }] } },
    },
    { path: "/api/v1/loan/preview", body: { id: await loan() } },
  ],
  "POST /api/v1/:doctype/bulk": () => [
    { path: "/api/v1/book/bulk", body: { verb: "update", ids: [book, NO_ID], patch: { pages: 121 } } },
    {
      path: "/api/v1/book/bulk",
      body: { verb: "update", filter: { field: "pages", op: "gt", value: 9000 }, patch: { pages: 1 } },
    },
  ],
  "GET /api/v1/:doctype/export": () => [
    { path: "/api/v1/book/export" },
    { path: "/api/v1/book/export?format=xlsx&fields=name" },
  ],
  "GET /api/v1/:doctype/:id/history": async () => {
    const id = await create("loan", { reader, lines: [{ book }] });
    await boss.call("PATCH", `/api/v1/loan/${id}`, { note: "late", lines: [{ book, days: 3 }] });
    return [{ path: `/api/v1/loan/${id}/history` }];
  },
  "GET /api/v1/:doctype/:id/comments": async () => {
    await boss.call("POST", `/api/v1/book/${book}/comments`, { body: "Good" });
    return [{ path: `/api/v1/book/${book}/comments` }];
  },
  "POST /api/v1/:doctype/:id/comments": () => [{ path: `/api/v1/book/${book}/comments`, body: { body: "Read it" } }],
  "DELETE /api/v1/:doctype/:id/comments/:comment": async () => {
    const made = await boss.call("POST", `/api/v1/book/${book}/comments`, { body: "Gone" });
    return [{ path: `/api/v1/book/${book}/comments/${made.body["id"]}` }];
  },
  "GET /api/v1/:doctype/:id/tags": () => [{ path: `/api/v1/book/${book}/tags` }],
  "POST /api/v1/:doctype/:id/tags": () => [{ path: `/api/v1/book/${book}/tags`, body: { tag: "classic" } }],
  "DELETE /api/v1/:doctype/:id/tags/:tag": () => [{ path: `/api/v1/book/${book}/tags/classic` }],
  "GET /api/v1/:doctype/:id/attachments": async () => {
    await attachment();
    return [{ path: `/api/v1/book/${book}/attachments` }];
  },
  "POST /api/v1/:doctype/:id/attachments": () => [{ path: `/api/v1/book/${book}/attachments`, body: csv() }],
  "DELETE /api/v1/:doctype/:id/attachments/:attachment": async () => [
    { path: `/api/v1/book/${book}/attachments/${await attachment()}` },
  ],
  "POST /api/v1/:doctype/uploads/:field": () => [{ path: "/api/v1/book/uploads/cover", body: png() }],
  "GET /api/v1/attachments/:attachment": async () => [{ path: `/api/v1/attachments/${await attachment()}` }],
  "POST /api/v1/attachments/:attachment/address": async () => [
    { path: `/api/v1/attachments/${await attachment()}/address` },
  ],
  "GET /api/v1/attachments/:attachment/:name": async () => {
    const made = await ask("POST", { path: `/api/v1/attachments/${await attachment()}/address` });
    return [{ path: (made.body as { address: string }).address }];
  },
  "GET /api/v1/:doctype/:id/links": async () => {
    await loan();
    return [{ path: `/api/v1/reader/${reader}/links` }];
  },
  "GET /api/v1/:doctype/:id/postings": async () => [{ path: `${await borrowing()}/postings` }],
  "GET /api/v1/:doctype/:id/conversions": async () => [{ path: `${await borrowing()}/conversions` }],
  "POST /api/v1/:doctype/:id/convert/:conversion": async () => [
    { path: `${await borrowing()}/convert/borrowing_to_giving_back`, body: {} },
  ],
  "GET /api/v1/:doctype/:id/prints/:file": async () => {
    const at = await borrowing();
    return [{ path: `${at}/prints/borrowing.pdf` }, { path: `${at}/prints/borrowing.html?language=fr` }];
  },
  "POST /api/v1/:doctype/:id/prints/:file/address": async () => [
    { path: `${await borrowing()}/prints/borrowing.pdf/address` },
  ],
  "GET /api/v1/:doctype/:id/prints/:file/:name": async () => [{ path: await printAddressOf(await borrowing()) }],
};

function png(): FormData {
  const bytes = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  );
  const form = new FormData();
  form.set("file", new Blob([bytes], { type: "image/png" }), "cover.png");
  return form;
}

/** Requests a route has reasons to refuse, whatever it is. */
function refused({ method, path, isOpen }: { method: string; path: string; isOpen: boolean }): readonly Request[] {
  const doctypes = ["loan", "borrowing", "reservation", "book"];
  const at = (doctype: string) =>
    path.replace(/:(\w+)/g, (_, name: string) =>
      name === "doctype" ? doctype : name === "report" ? "books_by_pages" : name === "organization" ? "town" : NO_ID,
    );
  const body = method === "POST" || method === "PATCH" ? { "no such member": 1 } : undefined;
  const strange = (path.includes(":doctype") ? doctypes : [""]).map((doctype) => ({ path: at(doctype), body }));
  return isOpen ? strange : [...strange, { path: at("book"), client: nobody() }];
}

describe("what is answered is what is published", () => {
  test("every route has a request that is known to succeed", () => {
    const routes = http.server.routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(SUCCESSES).sort()).toEqual(routes.sort());
  });

  test.each(Object.keys(SUCCESSES))("%s succeeds as its schema says", async (route) => {
    const [method = ""] = route.split(" ");
    for (const request of await SUCCESSES[route]!()) {
      const answer = await ask(method, request);
      expect([request.path, answer.status < 400 || answer.body]).toEqual([request.path, true]);
      expect(problemsOf(answer)).toEqual([]);
    }
  });

  test("every refusal is a problem as the description says", async () => {
    const wrong: string[] = [];
    let problems = 0;
    for (const { method, path, access } of http.server.routes) {
      for (const request of refused({ method, path, isOpen: access.is.kind === "open" })) {
        const answer = await ask(method, { client: path.includes("/logout") ? leaver : boss, ...request });
        if (answer.status >= 400 && answer.status !== 503) problems++;
        // A route that means nothing for a doctype is not published for it.
        wrong.push(...problemsOf(answer).filter((one) => !one.endsWith("not published")));
      }
    }
    expect(wrong).toEqual([]);
    expect(problems).toBeGreaterThan(100);
  });
});

describe("what is sent is what is declared", () => {
  test("a member that no schema names is refused by every route, before anything is done", async () => {
    const wrong: unknown[] = [];
    let asked = 0;
    for (const { method, path, body } of http.server.routes) {
      if (body === undefined || "isUpload" in body || body["additionalProperties"] !== false) continue;
      const [request] = await SUCCESSES[`${method} ${path}`]!();
      if (request === undefined) continue;
      const sent = { ...(request.body as object), "no such member": 1 };
      const { status, body: problem } = await ask(method, { ...request, body: sent });
      const { code, pointer } = problem as { code: string; pointer: string };
      asked++;
      if (code !== "HTTP_PARAMETER_UNKNOWN" || pointer !== "/no such member") wrong.push([method, path, status, code]);
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(15);
  });
});

describe("a key that makes a request take effect once", () => {
  test("is honoured by every route that writes, or refused by it, never ignored", async () => {
    const wrong: unknown[] = [];
    const asked = { honouring: 0, refusing: 0 };
    for (const { method, path, headers } of http.server.routes) {
      const [request] = method === "GET" ? [] : await SUCCESSES[`${method} ${path}`]!();
      if (request === undefined) continue;
      const send = (key: string) =>
        ask(method, { ...request, headers: { ...request.headers, "idempotency-key": key } });
      const isHonouring = headers?.includes("Idempotency-Key") === true;
      asked[isHonouring ? "honouring" : "refusing"]++;
      const expected = isHonouring ? "IDEMPOTENCY_KEY_INVALID" : "IDEMPOTENCY_KEY_UNSUPPORTED";
      const { status, body: problem } = await send("k".repeat(201));
      if ((problem as { code?: string } | null)?.code !== expected) wrong.push([method, path, status, problem]);
      if (!isHonouring) continue;
      const key = `walk-${++serial}`;
      const [first, second] = [await send(key), await send(key)];
      if (first.status >= 400 || !isDeepStrictEqual(second, first)) wrong.push([path, first, second]);
    }
    expect(wrong).toEqual([]);
    expect(asked.honouring).toBeGreaterThan(7);
    expect(asked.refusing).toBeGreaterThan(20);
  });
});

describe("the comparison itself", () => {
  const seen = (body: object): SeenAnswer => ({
    method: "GET",
    path: "/api/auth/me",
    status: 200,
    contentType: "application/json",
    body,
  });
  const user = { id: NO_ID, email: "a@example.com", name: "A", language: "en", theme: "dark" };

  test("refuses a member that no schema names, and the lack of one that is required", () => {
    expect(problemsOf(seen({ user, organizations: [] }))).toEqual([]);
    expect(problemsOf(seen({ user, organizations: [], extra: 1 }))).toHaveLength(1);
    expect(problemsOf(seen({ user: { ...user, password_hash: "x" }, organizations: [] }))).toHaveLength(1);
    expect(problemsOf(seen({ user }))).toHaveLength(1);
  });

  test("refuses a status and a media type that were not declared", () => {
    expect(problemsOf({ ...seen({}), status: 207 })).toHaveLength(1);
    expect(problemsOf({ ...seen({}), contentType: "text/plain" })).toHaveLength(1);
    expect(problemsOf({ ...seen({}), path: "/api/nowhere" })).toHaveLength(1);
  });
});
