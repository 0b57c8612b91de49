import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "../../database/index.ts";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type Client, type HttpHarness, type Reply, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";

let http: HttpHarness;
let ada: Client;
let adaId: string;
beforeAll(async () => {
  http = await startHttpHarness({ registry: resolveRegistry(loadMetadata([librarySource()])) });
  adaId = await http.createUser("ada@example.com");
  ada = await http.clientOf(adaId);
});
afterAll(() => http.close());

const codeOf = (reply: Reply) => [reply.status, reply.body["code"]];
const members = async (slug: string) =>
  (await ada.call("GET", `/api/organizations/${slug}/members`)).body["items"] as { email: string; status: string }[];

describe("organizations", () => {
  test("whoever makes an organization administers it and can work in it at once", async () => {
    const made = await ada.call("POST", "/api/organizations", { name: "Bibliothèque de l'Étoile" });
    expect([made.status, made.body["slug"], made.body["is_administrator"]]).toEqual([
      201,
      "bibliotheque-de-l-etoile",
      true,
    ]);
    const here = { "x-organization": "bibliotheque-de-l-etoile" };
    expect((await ada.call("POST", "/api/v1/book", { name: "Candide" }, here)).status).toBe(201);
  });

  test("a short name is used once", async () => {
    await ada.call("POST", "/api/organizations", { name: "One", slug: "the-one" });
    const again = await ada.call("POST", "/api/organizations", { name: "Two", slug: "the-one" });
    expect(codeOf(again)).toEqual([409, "ORGANIZATION_SLUG_TAKEN"]);
    expect(codeOf(await ada.call("POST", "/api/organizations", { name: "X", slug: 'a"; drop schema' }))[0]).toBe(422);
  });

  test("two organizations with the same documents see none of each other's", async () => {
    for (const slug of ["north", "south"]) await ada.call("POST", "/api/organizations", { name: slug, slug });
    const id = "0199d3a1-7c00-7000-8000-0000000000aa";
    for (const schema of ["org_north", "org_south"]) {
      await http.db.read({ id, schema }, (c) =>
        c.query(
          sql`insert into book (id, version, created_at, updated_at, name) values (${id}, 1, now(), now(), ${schema})`,
        ),
      );
    }
    const names = async (slug: string) => {
      const list = await ada.call("GET", "/api/v1/book?fields=name", undefined, { "x-organization": slug });
      return (list.body["items"] as { name: string }[]).map(({ name }) => name);
    };
    expect([await names("north"), await names("south")]).toEqual([["org_north"], ["org_south"]]);
  });

  test("an organization no longer in use is closed to everybody at once", async () => {
    await ada.call("POST", "/api/organizations", { name: "Old", slug: "old" });
    await ada.call("PATCH", "/api/organizations/old", { is_active: false });
    expect(codeOf(await ada.call("GET", "/api/v1/book", undefined, { "x-organization": "old" }))).toEqual([
      403,
      "ORGANIZATION_NOT_MEMBER",
    ]);
  });
});

describe("members", () => {
  beforeAll(async () => {
    await ada.call("POST", "/api/organizations", { name: "Club", slug: "club" });
  });
  const invite = (email: string, roles: readonly string[] = ["visitor"]) =>
    ada.call("POST", "/api/organizations/club/members", { email, roles });

  test("an invited person is a member from their next sign-in, whether or not they had an account", async () => {
    await http.createUser("known@example.com");
    const [known, unknown] = [await invite("known@example.com"), await invite("new@example.com")];
    expect([known.body["status"], unknown.body["status"]]).toEqual(["invited", "invited"]);
    expect(await http.lastMail("new@example.com")).toMatch(/^invited/);
    const signedIn = await http.signIn("known@example.com");
    const me = await signedIn.call("GET", "/api/auth/me");
    expect(me.body["organizations"]).toMatchObject([{ slug: "club", roles: ["visitor"], is_administrator: false }]);
  });

  test("somebody invited is called by any spelling of the address", async () => {
    await invite("bob@example.com");
    const at = (spelling: string) => `/api/organizations/club/members/${encodeURIComponent(spelling)}`;
    const changed = await ada.call("PATCH", at(" Bob@EXAMPLE.com "), { roles: ["librarian"] });
    expect([changed.status, changed.body]).toMatchObject([200, { user: "bob@example.com", roles: ["librarian"] }]);
    expect((await ada.call("DELETE", at("BOB@example.com"))).status).toBe(204);
  });

  test("nobody is invited twice, nor with a role that does not exist", async () => {
    await invite("twice@example.com");
    expect(codeOf(await invite("Twice@example.com"))).toEqual([409, "MEMBER_EXISTS"]);
    expect(codeOf(await invite("role@example.com", ["king"]))).toEqual([422, "MEMBER_ROLE_UNKNOWN"]);
  });

  test("an invitation can be taken back", async () => {
    await invite("maybe@example.com");
    const at = `/api/organizations/club/members/${encodeURIComponent("maybe@example.com")}`;
    expect((await ada.call("DELETE", at)).status).toBe(204);
    expect((await members("club")).map(({ email }) => email)).not.toContain("maybe@example.com");
  });

  test("the last administrator stays one", async () => {
    const at = `/api/organizations/club/members/${adaId}`;
    expect(codeOf(await ada.call("PATCH", at, { roles: ["visitor"] }))).toEqual([409, "MEMBER_LAST_ADMINISTRATOR"]);
    expect(codeOf(await ada.call("PATCH", at, { status: "deactivated" }))).toEqual([409, "MEMBER_LAST_ADMINISTRATOR"]);
    expect(codeOf(await ada.call("DELETE", at))).toEqual([409, "MEMBER_LAST_ADMINISTRATOR"]);
  });
});
