import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { API_PLACES } from "../../contract/index.ts";
import { compileAccessPolicy } from "../../documents/index.ts";
import { systemClock } from "../../kernel/index.ts";
import { loadMetadata, type Registry, resolveRegistry } from "../../registry/index.ts";
import { createClient, type HttpHarness, type Reply, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";
import { reservedNames } from "../thin-path.ts";
import type { Route } from "./route.ts";

const ANY_ID = "0199d3a1-7c00-7000-8000-000000000001";
const ROLES = ["administrator", "librarian", "visitor"] as const;
type Person = "nobody" | "stranger" | (typeof ROLES)[number];
const PEOPLE: readonly Person[] = ["nobody", "stranger", ...ROLES];

let http: HttpHarness;
let registry: Registry;
const ids: Partial<Record<Person, string>> = {};

beforeAll(async () => {
  registry = resolveRegistry(loadMetadata([librarySource()]));
  http = await startHttpHarness({ registry });
  for (const person of ["stranger", ...ROLES] as const) ids[person] = await http.createUser(`${person}@example.com`);
  await http.createOrganization("town", Object.fromEntries(ROLES.map((role) => [ids[role]!, [role]])));
});
afterAll(() => http.close());

/** One request as a person, in a session of its own: some routes end sessions. */
async function ask(person: Person, route: Route, path: string): Promise<Reply> {
  const client = person === "nobody" ? createClient(http.url) : await http.clientOf(ids[person]!);
  const hasBody = route.method === "POST" || route.method === "PATCH";
  return client.call(route.method, path, hasBody ? {} : undefined);
}

function pathOf(route: Route, doctype = "book", report = "books_by_pages"): string {
  const values: Readonly<Record<string, string>> = {
    doctype,
    report,
    organization: "town",
    file: "x.pdf",
    user: ANY_ID,
  };
  return route.path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? ANY_ID);
}

/** Does the rule let the person through? Told from the rule and the metadata, not from the code that enforces it. */
function mayPass(person: Person, route: Route, doctype: string, report: string): boolean {
  const { is } = route.access;
  if (is.kind === "open") return true;
  // Nobody holds a ticket here: signing in is none.
  if (is.kind === "ticket") return false;
  if (person === "nobody") return false;
  if (is.kind === "signed-in") return !route.path.includes(":organization") || person !== "stranger";
  if (person === "stranger") return false;
  if (is.kind === "administrator") return person === "administrator";
  const user = { kind: "user", id: ANY_ID, email: "", roles: [person], language: "en" } as const;
  const access = compileAccessPolicy(registry, user, systemClock);
  // A file of a field is for who may write the document.
  if (route.path.endsWith("/uploads/:field")) return access.can(doctype, "create") || access.can(doctype, "update");
  if (is.kind === "action") return access.can(doctype, is.action);
  return is.kind === "report" ? access.canRunReport(report) : true;
}

/** Answers that mean "not you": some routes that are open answer 401 of their own when no credentials are sent. */
const CREDENTIAL_ROUTES = ["POST /api/auth/login", "POST /api/auth/refresh"];
const isTurnedAway = ({ status }: Reply) => status === 401 || status === 403;

describe("every route asks for what it declares", () => {
  test("nothing is served that was not declared", () => {
    const declared = new Set(http.server.routes.map((route) => `${route.method} ${route.path}`));
    const undeclared = http.server.mounted().filter((mounted) => !declared.has(mounted));
    // The application's one page, under whatever address it was opened.
    expect(undeclared).toEqual(["GET /{*path}"]);
  });

  test("no doctype may be called like a place of the API", () => {
    expect([...reservedNames(http.server.routes)].sort()).toEqual([...API_PLACES].sort());
  });

  test("every route is declared once", () => {
    const declared = http.server.routes.map((route) => `${route.method} ${route.path}`);
    expect(declared.filter((route, index) => declared.indexOf(route) !== index)).toEqual([]);
  });

  test.each(PEOPLE)("%s passes where the rules say so, and nowhere else", async (person) => {
    const doctypes = [...registry.doctypes.values()].filter(({ kind }) => kind !== "child").map(({ id }) => id);
    const wrong: string[] = [];
    for (const route of http.server.routes) {
      if (CREDENTIAL_ROUTES.includes(`${route.method} ${route.path}`) || route.path === "/api/v1/events") continue;
      for (const doctype of route.path.includes(":doctype") ? doctypes : ["book"]) {
        const path = pathOf(route, doctype);
        const reply = await ask(person, route, path);
        const expected = mayPass(person, route, doctype, "books_by_pages");
        if (isTurnedAway(reply) === expected)
          wrong.push(`${route.method} ${path} → ${reply.status} ${reply.body["code"]}`);
        if (reply.status >= 500 && path !== "/readyz") wrong.push(`${route.method} ${path} → ${reply.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("live changes are closed to strangers and to nobody", async () => {
    const events = http.server.routes.find((route) => route.path === "/api/v1/events")!;
    expect((await ask("nobody", events, "/api/v1/events")).status).toBe(401);
    expect((await ask("stranger", events, "/api/v1/events")).status).toBe(403);
  });

  test("somebody else's organization is closed even to an administrator", async () => {
    const owner = await http.createUser("owner@example.com");
    await http.createOrganization("village", { [owner]: ["administrator"] });
    const outsider = await http.clientOf(ids.administrator!);
    const inVillage = { "x-organization": "village" };
    const replies = [
      await outsider.call("GET", "/api/v1/book", undefined, inVillage),
      await outsider.call("GET", "/api/v1/meta", undefined, inVillage),
      await outsider.call("GET", "/api/organizations/village/members"),
      await outsider.call("PATCH", "/api/organizations/village", { name: "Mine" }),
    ];
    expect(replies.map((reply) => [reply.status, reply.body["code"]])).toEqual(
      replies.map(() => [403, "ORGANIZATION_NOT_MEMBER"]),
    );
  });

  test("a right taken away is gone at the next request, a right given is there", async () => {
    const user = await http.createUser("mover@example.com");
    const organization = await http.createOrganization("harbour", {
      [ids.administrator!]: ["administrator"],
      [user]: ["librarian"],
    });
    const [mover, boss] = [await http.clientOf(user), await http.clientOf(ids.administrator!)];
    const here = { "x-organization": "harbour" };
    const status = async () => (await mover.call("GET", "/api/v1/loan", undefined, here)).status;
    expect(await status()).toBe(200);
    const member = `/api/organizations/${organization.id}/members/${user}`;
    await boss.call("PATCH", member, { roles: ["visitor"] });
    expect(await status()).toBe(403);
    await boss.call("PATCH", member, { roles: ["librarian"] });
    expect(await status()).toBe(200);
    await boss.call("PATCH", member, { status: "deactivated" });
    expect(await status()).toBe(403);
  });
});

describe("the thin path is the same interface", () => {
  /** A slash at the end is enough to be served by Express. */
  const bothWays = async (person: Person, path: string) => {
    const client = person === "nobody" ? createClient(http.url) : await http.clientOf(ids[person]!);
    const [address, query] = path.split("?");
    const thin = await client.call("GET", path);
    const express = await client.call("GET", `${address}/${query === undefined ? "" : `?${query}`}`);
    const shown = ({ status, body, headers }: Reply) => {
      const { request_id: _id, instance: _instance, ...rest } = body;
      const names = ["content-type", "content-security-policy", "cache-control", "x-content-type-options"];
      return { status, rest, headers: names.map((name) => headers.get(name)) };
    };
    return [shown(thin), shown(express)] as const;
  };

  test.each([
    ["librarian", "/api/v1/book?count=true&sort=-name"],
    ["librarian", "/api/v1/book?where=pages%20%3E"],
    ["librarian", "/api/v1/book?colour=red"],
    ["librarian", `/api/v1/book/${ANY_ID}`],
    ["librarian", "/api/v1/nothing"],
    ["visitor", "/api/v1/loan"],
    ["visitor", "/api/v1/book"],
    ["stranger", "/api/v1/book"],
    ["nobody", "/api/v1/book"],
  ] as const)("%s gets the same for %s", async (person, path) => {
    const [thin, express] = await bothWays(person, path);
    expect(thin).toEqual(express);
  });
});
