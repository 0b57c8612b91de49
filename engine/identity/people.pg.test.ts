import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../tests/support/database.ts";
import { migratePlatform, sql } from "../database/index.ts";
import { ACCOUNT_SCREENS, newId } from "../kernel/index.ts";
import { createPeople, discardUnfinished, type People, tidyIdentity } from "./index.ts";
import { MAIL_TEXTS } from "./mail/mail-texts.ts";

const DEVICE = { userAgent: "test", address: "192.0.2.1" };
const PASSWORD = "correct horse battery";

let database: TestDatabase;
let people: People;
const provisioned: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await migratePlatform(database.db);
  people = await createPeople({
    db: database.db,
    mailQueue: { hand: async () => undefined },
    provisioner: {
      async provision({ slug }, { name }) {
        if (name === "Impossible") throw new Error("no room");
        provisioned.push(slug);
      },
      discard: async () => undefined,
    },
    publicUrl: "https://perfex.test/",
    rolesOf: async () => ["administrator", "clerk"],
  });
});
afterAll(async () => {
  await people.close();
  await database.drop();
});

const person = async (name: string) => {
  const email = `${name}-${newId().slice(-8)}@example.com`;
  const { id } = await people.accounts.save({ email, password: PASSWORD });
  return { email, id };
};
const identityOf = async (id: string) => (await people.get(id))!;

const lastMail = (email: string) =>
  database.db.read(null, (c) => c.queryText(sql`select body from platform.mails where recipient = ${email}`));

describe("people, without any network", () => {
  test("somebody is taken away with the organizations they made, and with nobody else's", async () => {
    const [ada, ben] = [await person("ada"), await person("ben")];
    const made = await people.organizations.create(ada.id, { name: `Mills ${newId().slice(-6)}` });
    const kept = await people.organizations.create(ben.id, { name: `Mills ${newId().slice(-6)}` });
    await people.accounts.remove(ada.email);
    await people.accounts.remove(ada.email);
    expect([await people.get(ada.id), await people.get(ben.id)]).toMatchObject([null, { id: ben.id }]);
    const left = await database.db.read(null, (connection) =>
      connection.query(sql`select id from platform.organizations where id = any(${[made.id, kept.id]}::uuid[])`),
    );
    expect(left).toEqual([{ id: kept.id }]);
  });

  test("every mail leads to a screen there is, at the installation's address", async () => {
    const [ada, stranger] = [await person("ada"), `${newId()}@example.com`];
    const registration = { name: "Ada", password: PASSWORD, language: "en" } as const;
    const { id } = await people.organizations.create(ada.id, { name: `Mills ${newId().slice(-6)}` });
    const guest = `${newId()}@example.com`;
    await people.accounts.forgotPassword(ada.email, "en");
    await people.accounts.register({ ...registration, email: ada.email });
    await people.accounts.register({ ...registration, email: stranger });
    await people.members.invite({ id, name: "Mills" }, await identityOf(ada.id), { email: guest, roles: ["clerk"] });
    const mails = await database.db.read(null, (connection) =>
      connection.query<{ kind: string; body: string }>(
        sql`select kind, body from platform.mails where recipient = any(${[ada.email, stranger, guest]})`,
      ),
    );
    expect(mails.map(({ kind }) => kind).sort()).toEqual(Object.keys(MAIL_TEXTS).sort());
    for (const { body } of mails) {
      const [link] = /https?:\S+/.exec(body) ?? [];
      expect(link).toMatch(/^https:\/\/perfex\.test\/[^/]/);
      expect(Object.values(ACCOUNT_SCREENS)).toContain(new URL(link!).pathname);
    }
  });

  test("somebody who is known keeps their password unless another is given", async () => {
    const { email } = await person("keep");
    expect((await people.accounts.save({ email, name: "Kept" })).drawnPassword).toBeNull();
    expect((await people.sessions.signIn({ email, password: PASSWORD }, DEVICE)).identity.email).toBe(email);
    await people.accounts.save({ email, password: "another long password" });
    await expect(people.sessions.signIn({ email, password: PASSWORD }, DEVICE)).rejects.toMatchObject({
      code: "AUTH_CREDENTIALS_INVALID",
    });
  });

  test("whoever guesses waits, from whatever network they come after a hundred failures", async () => {
    const { email } = await person("guessed");
    const guess = (address: string) =>
      people.sessions.signIn({ email, password: "wrong password" }, { ...DEVICE, address }).catch((e) => e.code);
    for (let place = 0; place < 10; place++) {
      for (let count = 0; count < 10; count++) expect(await guess(`10.0.0.${place}`)).toBe("AUTH_CREDENTIALS_INVALID");
      expect(await guess(`10.0.0.${place}`)).toBe("HTTP_RATE_LIMITED");
    }
    expect(await guess("10.0.1.1")).toBe("HTTP_RATE_LIMITED");
  }, 60_000);

  test("many guesses at the same moment are as few as one after another, and the owner is let in again by a reset", async () => {
    const { email } = await person("hurried");
    const attempt = (password: string) =>
      people.sessions.signIn({ email, password }, DEVICE).then(
        () => "signed in",
        (error) => error.code,
      );
    const answers = await Promise.all(Array.from({ length: 14 }, () => attempt("wrong password")));
    expect(answers.filter((code) => code === "AUTH_CREDENTIALS_INVALID")).toHaveLength(10);
    expect(await attempt(PASSWORD)).toBe("HTTP_RATE_LIMITED");
    await people.accounts.forgotPassword(email, "en");
    const [, token] = /token=(\S+)/.exec((await lastMail(email)) ?? "") ?? [];
    await people.accounts.resetPassword(token!, "another long password");
    expect(await attempt("another long password")).toBe("signed in");
  });

  test("who signs in again and again never waits for it", async () => {
    const { email } = await person("busy");
    for (let count = 0; count < 12; count++) await people.sessions.signIn({ email, password: PASSWORD }, DEVICE);
  });

  test("a token whose session has ended identifies nobody", async () => {
    const { id } = await person("ended");
    const { accessToken } = await people.sessions.open(id, DEVICE);
    const signedIn = await people.sessions.identify(accessToken);
    expect(signedIn.identity.id).toBe(id);
    await people.sessions.end(signedIn);
    const identified = (async () => people.sessions.identify(accessToken))();
    await expect(identified).rejects.toMatchObject({ code: "AUTH_SESSION_ENDED" });
  });
});

test("a refresh token used long ago is forgotten, those of late are not, and the session lives on", async () => {
  const { id } = await person("faithful");
  let { refreshToken } = await people.sessions.open(id, DEVICE);
  for (let count = 0; count < 2; count++) ({ refreshToken } = await people.sessions.refresh(refreshToken));
  const tokens = () =>
    database.db.read(null, (c) =>
      c.query<{ hash: unknown }>(sql`select t.hash from platform.refresh_tokens t
        join platform.sessions s on s.id = t.session where s.user_id = ${id} order by t.used_at nulls last`),
    );
  const [first] = await tokens();
  await database.db.read(null, (c) =>
    c.query(sql`update platform.refresh_tokens set used_at = now() - interval '31 days' where hash = ${first!.hash}`),
  );
  await tidyIdentity(database.db);
  expect(await tokens()).toHaveLength(2);
  expect((await people.sessions.refresh(refreshToken)).identity.id).toBe(id);
});

describe("organizations", () => {
  test("one that could not be made leaves nothing, not even its short name", async () => {
    const { id } = await person("owner");
    const wanted = { slug: "the-place" };
    await expect(people.organizations.create(id, { ...wanted, name: "Impossible" })).rejects.toThrow("no room");
    expect((await people.organizations.create(id, { ...wanted, name: "Possible" })).slug).toBe("the-place");
    expect(provisioned).toContain("the-place");
  });

  test("one whose making was broken off is taken away after hours, its short name is free; a young one is left", async () => {
    const { id } = await person("crashed");
    const begun = (slug: string, age: string) =>
      database.db.read(null, (c) =>
        c.query(sql`insert into platform.organizations (id, slug, schema, name, status, created_by, created_at)
          values (${newId()}, ${slug}, ${`org_${slug}`}, 'Crashed', 'creating', ${id}, now() - ${age}::interval)`),
      );
    await begun("old-crash", "1 day");
    await begun("young", "1 minute");
    const discarded: string[] = [];
    const provisioner = { discard: async ({ schema }: { schema: string }) => void discarded.push(schema) };
    await discardUnfinished({ db: database.db, provisioner });
    expect(discarded).toEqual(["org_old-crash"]);
    expect((await people.organizations.create(id, { slug: "old-crash", name: "Again" })).slug).toBe("old-crash");
  });

  test("a role taken from a member is gone at the next look, the last administrator keeps theirs", async () => {
    const [owner, clerk] = [await person("boss"), await person("clerk")];
    const { id } = await people.organizations.create(owner.id, { name: `Company ${newId().slice(-6)}` });
    for (const role of ["administrator", "clerk"]) {
      await people.accounts.save({ email: clerk.email, member: { organization: id, role } });
    }
    expect((await identityOf(clerk.id)).memberships[0]?.isAdministrator).toBe(true);
    await people.members.update(id, clerk.id, { roles: ["clerk"] });
    expect((await identityOf(clerk.id)).memberships[0]?.roles).toEqual(["clerk"]);
    await expect(people.members.update(id, owner.id, { roles: ["clerk"] })).rejects.toMatchObject({
      code: "MEMBER_LAST_ADMINISTRATOR",
    });
    await expect(
      people.accounts.save({ email: clerk.email, member: { organization: id, role: "king" } }),
    ).rejects.toMatchObject({ code: "MEMBER_ROLE_UNKNOWN" });
  });
});
