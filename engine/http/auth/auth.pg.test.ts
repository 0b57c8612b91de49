import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadMetadata, type Registry, resolveRegistry } from "../../registry/index.ts";
import { cookieOf, createClient, type HttpHarness, PASSWORD, signIn, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";

let http: HttpHarness;
let registry: Registry;
const OWN_SCRIPT = { "x-requested-with": "perfex" };

beforeAll(async () => {
  registry = resolveRegistry(loadMetadata([librarySource()]));
  http = await startHttpHarness({ registry });
});
afterAll(() => http.close());

const anybody = () => createClient(http.url);
const linkToken = (mail: string) => /token=([\w-]+)/.exec(mail)?.[1] ?? "";

describe("registration", () => {
  test("an account exists only once its address is confirmed", async () => {
    const person = { email: "ada@example.com", password: PASSWORD };
    const registered = await anybody().call("POST", "/api/auth/register", { ...person, name: "Ada" });
    expect(registered.status).toBe(202);
    expect((await anybody().call("POST", "/api/auth/login", person)).body["code"]).toBe("AUTH_CREDENTIALS_INVALID");
    const token = linkToken(await http.lastMail("ada@example.com"));
    expect((await anybody().call("POST", "/api/auth/verify-email", { token })).status).toBe(200);
    expect((await anybody().call("POST", "/api/auth/login", person)).status).toBe(200);
  });

  test("a confirmation link works once", async () => {
    await anybody().call("POST", "/api/auth/register", { email: "once@example.com", password: PASSWORD, name: "Once" });
    const token = linkToken(await http.lastMail("once@example.com"));
    await anybody().call("POST", "/api/auth/verify-email", { token });
    const again = await anybody().call("POST", "/api/auth/verify-email", { token });
    expect([again.status, again.body["code"]]).toEqual([410, "AUTH_LINK_INVALID"]);
  });

  test("a known address gets the same answer, and a mail that says so", async () => {
    await http.createUser("known@example.com");
    const body = (email: string) => ({ email, password: PASSWORD, name: "X" });
    const known = await anybody().call("POST", "/api/auth/register", body("Known@example.com"));
    const unknown = await anybody().call("POST", "/api/auth/register", body("unknown@example.com"));
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect(await http.lastMail("Known@example.com")).toMatch(/^already_registered/);
  });

  test("whoever registers somebody else's address does not get into the account its owner opens", async () => {
    const email = "victim@example.com";
    await anybody().call("POST", "/api/auth/register", { email, password: "the attacker's own", name: "Mallory" });
    await anybody().call("POST", "/api/auth/register", { email, password: PASSWORD, name: "Victim" });
    const token = linkToken(await http.lastMail(email));
    await anybody().call("POST", "/api/auth/verify-email", { token });
    expect((await anybody().call("POST", "/api/auth/login", { email, password: "the attacker's own" })).status).toBe(
      401,
    );
    expect((await anybody().call("POST", "/api/auth/login", { email, password: PASSWORD })).status).toBe(200);
  });

  test.each([
    ["short", "short"],
    ["it contains the name", "grace-hopper-1906"],
  ])("a password is refused when %s", async (_why, password) => {
    const reply = await anybody().call("POST", "/api/auth/register", {
      email: "grace-hopper@example.com",
      password,
      name: "G",
    });
    expect([reply.status, reply.body["code"], reply.body["pointer"]]).toEqual([422, "AUTH_PASSWORD_WEAK", "/password"]);
  });
});

describe("sign-in", () => {
  test("an unknown address and a wrong password are answered alike", async () => {
    await http.createUser("lin@example.com");
    const wrong = await anybody().call("POST", "/api/auth/login", {
      email: "lin@example.com",
      password: "wrong password",
    });
    const unknown = await anybody().call("POST", "/api/auth/login", {
      email: "nobody@example.com",
      password: "wrong password",
    });
    const { request_id: _one, ...first } = wrong.body;
    const { request_id: _other, ...second } = unknown.body;
    expect([wrong.status, first]).toEqual([unknown.status, second]);
  });

  test("the refresh cookie is out of reach of scripts and of other sites", async () => {
    await http.createUser("cookie@example.com");
    const reply = await anybody().call("POST", "/api/auth/login", { email: "cookie@example.com", password: PASSWORD });
    const cookie = reply.headers.get("set-cookie");
    expect(cookie).toMatch(/^perfex_refresh=[\w-]+;/);
    expect(cookie).toMatch(/Path=\/api\/auth; HttpOnly; SameSite=Strict/);
  });

  test("after ten failures whoever tried waits, even with the right password", async () => {
    await http.createUser("guessed@example.com");
    const attempt = (password: string) =>
      anybody().call("POST", "/api/auth/login", { email: "guessed@example.com", password });
    for (let count = 0; count < 10; count++) expect((await attempt(`wrong ${count}`)).status).toBe(401);
    const locked = await attempt(PASSWORD);
    expect([locked.status, locked.body["code"]]).toEqual([429, "HTTP_RATE_LIMITED"]);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test.each([
    ["no token", {}],
    ["another scheme", { authorization: "Basic YTpi" }],
    ["rubbish", { authorization: "Bearer abc.def.ghi" }],
    ["an unsigned token", { authorization: `Bearer ${unsigned()}` }],
  ])("%s opens nothing", async (_what, headers) => {
    const reply = await anybody().call("GET", "/api/auth/me", undefined, headers);
    expect(reply.status).toBe(401);
    expect(reply.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });
});

describe("sessions", () => {
  const refresh = (cookie: string, headers: Record<string, string> = OWN_SCRIPT) =>
    anybody().call("POST", "/api/auth/refresh", undefined, { cookie, ...headers });

  test("a refresh gives a new token and a new cookie", async () => {
    await http.createUser("fresh@example.com");
    const first = await http.signIn("fresh@example.com");
    const next = await refresh(first.cookie);
    expect(next.status).toBe(200);
    expect(cookieOf(next)).not.toBe(first.cookie);
    const me = await createClient(http.url, String(next.body["access_token"])).call("GET", "/api/auth/me");
    expect(me.body["user"]).toMatchObject({ email: "fresh@example.com" });
  });

  test("a refresh cookie used twice ends its session for both holders", async () => {
    await http.createUser("stolen@example.com");
    const first = await http.signIn("stolen@example.com");
    const next = await refresh(first.cookie);
    expect((await refresh(first.cookie)).body["code"]).toBe("AUTH_SESSION_ENDED");
    expect((await refresh(cookieOf(next))).body["code"]).toBe("AUTH_SESSION_ENDED");
    expect((await first.call("GET", "/api/auth/me")).status).toBe(401);
  });

  test("of two refreshes at the same moment with one cookie at most one succeeds", async () => {
    await http.createUser("twice@example.com");
    const { cookie } = await http.signIn("twice@example.com");
    const statuses = (await Promise.all([refresh(cookie), refresh(cookie)])).map((reply) => reply.status).sort();
    expect(statuses).toEqual([200, 401]);
  });

  test("another site cannot make a browser refresh", async () => {
    await http.createUser("csrf@example.com");
    const { cookie } = await http.signIn("csrf@example.com");
    expect((await refresh(cookie, {})).body["code"]).toBe("AUTH_REFRESH_HEADER_MISSING");
  });

  test("signing out ends the session at the next request, and only that one", async () => {
    await http.createUser("out@example.com");
    const [phone, desk] = [await http.signIn("out@example.com"), await http.signIn("out@example.com")];
    expect(
      (await phone.call("POST", "/api/auth/logout", undefined, { cookie: phone.cookie, ...OWN_SCRIPT })).status,
    ).toBe(204);
    expect((await phone.call("GET", "/api/auth/me")).status).toBe(401);
    expect((await desk.call("GET", "/api/auth/me")).status).toBe(200);
  });

  test("signing out everywhere ends all sessions at the next request", async () => {
    await http.createUser("all@example.com");
    const [phone, desk] = [await http.signIn("all@example.com"), await http.signIn("all@example.com")];
    await phone.call("POST", "/api/auth/logout-all");
    expect((await phone.call("GET", "/api/auth/me")).status).toBe(401);
    expect((await desk.call("GET", "/api/auth/me")).status).toBe(401);
  });
});

describe("forgotten password", () => {
  test("an unknown address gets the same answer and no mail", async () => {
    await http.createUser("forgetful@example.com");
    const known = await anybody().call("POST", "/api/auth/forgot-password", { email: "forgetful@example.com" });
    const unknown = await anybody().call("POST", "/api/auth/forgot-password", { email: "stranger@example.com" });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect(await http.lastMail("stranger@example.com")).toBe("");
  });

  test("a new password ends every session, and its link works once", async () => {
    await http.createUser("reset@example.com");
    const before = await http.signIn("reset@example.com");
    await anybody().call("POST", "/api/auth/forgot-password", { email: "reset@example.com" });
    const token = linkToken(await http.lastMail("reset@example.com"));
    const password = "a new long password";
    expect((await anybody().call("POST", "/api/auth/reset-password", { token, password })).status).toBe(200);
    expect((await before.call("GET", "/api/auth/me")).status).toBe(401);
    expect((await anybody().call("POST", "/api/auth/reset-password", { token, password })).status).toBe(410);
    expect((await signIn(http.url, "reset@example.com", password)).token).not.toBe("");
  });

  test("links in mails lead to this installation, whatever host the request names", async () => {
    await http.createUser("host@example.com");
    const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    await anybody().call("POST", "/api/auth/forgot-password", { email: "host@example.com" }, headers);
    expect(await http.lastMail("host@example.com")).toContain("http://perfex.test/reset-password?token=");
  });
});

describe("one's own profile", () => {
  test("name, language and theme are one's own; other members are refused", async () => {
    await http.createUser("me@example.com");
    const me = await http.signIn("me@example.com");
    const changed = await me.call("PATCH", "/api/auth/me", { name: "Moi", language: "fr", theme: "dark" });
    expect(changed.body["user"]).toMatchObject({ name: "Moi", language: "fr", theme: "dark" });
    const refused = await me.call("PATCH", "/api/auth/me", { email: "other@example.com", is_active: false });
    expect([refused.status, refused.body["code"]]).toEqual([400, "HTTP_PARAMETER_UNKNOWN"]);
  });

  test("a new password needs the present one and ends the other sessions", async () => {
    await http.createUser("change@example.com");
    const [here, there] = [await http.signIn("change@example.com"), await http.signIn("change@example.com")];
    const password = "another long password";
    const refused = await here.call("PATCH", "/api/auth/me", { password, current_password: "not it" });
    expect(refused.body["code"]).toBe("AUTH_PASSWORD_WRONG");
    expect((await here.call("PATCH", "/api/auth/me", { password, current_password: PASSWORD })).status).toBe(200);
    expect((await here.call("GET", "/api/auth/me")).status).toBe(200);
    expect((await there.call("GET", "/api/auth/me")).status).toBe(401);
  });
});

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: "perfex", sub: "0199d3a1-7c00-7000-8000-000000000001", sid: "x", exp: 4_000_000_000 };
  return `${part({ alg: "none" })}.${part(claims)}.`;
}
