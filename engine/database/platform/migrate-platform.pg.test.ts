import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { newId } from "../../kernel/index.ts";
import { migratePlatform, sql } from "../index.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const ask = (text: string) => database.db.read(null, (c) => c.query({ text, values: [] }));
const addUser = (email: string, language = "fr") =>
  database.db.read(null, (c) =>
    c.query(sql`insert into platform.users (id, email, email_key, name, password_hash, language)
      values (${newId()}, ${email}, ${email}, 'Ada', '', ${language})`),
  );

describe("migratePlatform", () => {
  test("makes every table of people, organizations and sessions, once", async () => {
    await migratePlatform(database.db);
    await migratePlatform(database.db);
    const tables = await ask(
      "select relname::text as name from pg_class where relnamespace = 'platform'::regnamespace and relkind = 'r' order by 1",
    );
    expect(tables.map(({ name }) => name)).toEqual([
      "invitations",
      "mail_links",
      "mails",
      "memberships",
      "migration",
      "organizations",
      "refresh_tokens",
      "secrets",
      "sessions",
      "users",
    ]);
    expect(await ask("select version from platform.migration")).toEqual([{ version: 1 }]);
  });

  test("several nodes that start together make them once", async () => {
    await Promise.all([1, 2, 3].map(() => migratePlatform(database.db)));
    expect(await ask("select version from platform.migration")).toEqual([{ version: 1 }]);
  });

  test("an address has one account, and a language is one of the two", async () => {
    await migratePlatform(database.db);
    await addUser("ada@example.org");
    await expect(addUser("ada@example.org")).rejects.toMatchObject({
      code: "VALUE_DUPLICATE",
      params: { table: "users", field: "email_key" },
    });
    await expect(addUser("bob@example.org", "la")).rejects.toMatchObject({ code: "VALUE_REFUSED" });
  });

  test("sessions, memberships and tokens go with their person; who made an organization cannot go", async () => {
    await migratePlatform(database.db);
    await addUser("ada@example.org");
    await ask(
      "insert into platform.sessions (id, user_id, expires_at) select gen_random_uuid(), id, now() from platform.users",
    );
    await ask("insert into platform.refresh_tokens (hash, session) select '\\x01', id from platform.sessions");
    await ask("delete from platform.users");
    expect(await ask("select * from platform.refresh_tokens")).toEqual([]);
    await addUser("bob@example.org");
    await ask(
      "insert into platform.organizations (id, slug, schema, name, status, created_by) select gen_random_uuid(), 'a', 'org_a', 'A', 'active', id from platform.users",
    );
    await expect(ask("delete from platform.users")).rejects.toMatchObject({ code: "DOCUMENT_REFERENCED" });
  });

  test("tables that were made before steps were counted are kept as they are", async () => {
    await ask("create schema platform");
    await ask("create table platform.users (id uuid primary key, kept text)");
    await migratePlatform(database.db);
    const columns = await ask(
      "select attname::text as name from pg_attribute where attrelid = 'platform.users'::regclass and attnum > 0",
    );
    expect(columns).toEqual([{ name: "id" }, { name: "kept" }]);
    expect(await ask("select version from platform.migration")).toEqual([{ version: 1 }]);
  });

  test("an organization's role sees nothing of the platform", async () => {
    await migratePlatform(database.db);
    // Roles are shared by all databases of a server: one of an earlier run may have been left there.
    const role = `org_platform_${newId().slice(-12)}`;
    await ask(`create role ${role} nologin`);
    const organization = { id: newId(), schema: role };
    await expect(
      database.db.read(organization, (c) => c.query(sql`select * from platform.users`)),
    ).rejects.toMatchObject({ code: "DATABASE_ACCESS_DENIED" });
    await ask(`drop role ${role}`);
  });
});
