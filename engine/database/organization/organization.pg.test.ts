import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { schemaSource } from "../../../tests/support/schema-source.ts";
import { newId } from "../../kernel/index.ts";
import {
  applyPlan,
  createOrganizationSchema,
  dropOrganizationSchema,
  migratePlatform,
  type OrganizationRef,
  openDatabase,
  organizationSchemaName,
  previewPlan,
  sql,
} from "../index.ts";

/** Roles are shared by all databases of a server: one of an earlier run may have been left there. */
const PLAIN_USER = `perfex_plain_${newId().slice(-12)}`;

let database: TestDatabase;
let north: OrganizationRef;
let south: OrganizationRef;
beforeAll(async () => {
  database = await createTestDatabase();
  [north, south] = (await Promise.all(
    ["north", "south"].map((slug) => createOrganizationSchema(database.db, { slug: `${slug}-organization-test` })),
  )) as [OrganizationRef, OrganizationRef];
});
afterAll(async () => {
  for (const organization of [north, south]) await dropOrganizationSchema(database.db, organization);
  await database.drop();
});

const insertComment = (id: string, body: string) =>
  sql`insert into comment (id, document_type, document_id, body, created_at) values (${id}, 'book', ${id}, ${body}, now())`;
const insertPosting = (id: string) =>
  sql`insert into posting (id, ledger, document_type, document_id, date, kind, created_at)
    values (${id}, 'loans', 'loan', ${id}, '2026-01-01', 'post', now())`;

describe("organizations", () => {
  test("two organizations hold the same ids and each sees only its own rows", async () => {
    const id = newId();
    await database.db.transaction(north, (tx) => tx.query(insertComment(id, "from the north")));
    await database.db.transaction(south, (tx) => tx.query(insertComment(id, "from the south")));
    const bodies = await Promise.all(
      [north, south].map((org) =>
        database.db.read(org, (c) => c.queryText(sql`select string_agg(body, ', ') from comment`)),
      ),
    );
    expect(bodies).toEqual(["from the north", "from the south"]);
  });

  test("under one organization's role a statement that names another's schema is refused", async () => {
    const naming = sql`select * from org_south_organization_test.comment`;
    await expect(database.db.read(north, (c) => c.query(naming))).rejects.toMatchObject({
      code: "DATABASE_ACCESS_DENIED",
    });
    await expect(database.db.read(south, (c) => c.query(naming))).resolves.toBeDefined();
  });

  test.each([
    "create table intruder (id int)",
    "alter table posting disable trigger all",
    "drop table comment",
    "truncate posting",
    "insert into metadata_revision (revision, registry_hash, layers, steps) values (1, '', '[]', '[]')",
    "update history set reason = null",
    "create table public.intruder (id int)",
    "select * from pg_authid",
  ])("an organization's role cannot change its schema or its record: %s", async (text) => {
    await expect(database.db.transaction(north, (tx) => tx.query({ text, values: [] }))).rejects.toMatchObject({
      code: "DATABASE_ACCESS_DENIED",
    });
  });

  test("a second statement cannot be smuggled into one", async () => {
    const smuggled = { text: "select 1; drop table comment", values: [] };
    await expect(database.db.read(north, (c) => c.query(smuggled))).rejects.toMatchObject({
      code: "DATABASE_STATEMENT_FAILED",
    });
  });

  test("a posting is never changed nor deleted, but its document's number is given once", async () => {
    const id = newId();
    await database.db.transaction(north, (tx) => tx.query(insertPosting(id)));
    const run = (statement: ReturnType<typeof sql>) => database.db.transaction(north, (tx) => tx.query(statement));
    await expect(run(sql`delete from posting where id = ${id}`)).rejects.toMatchObject({ code: "LEDGER_APPEND_ONLY" });
    await expect(run(sql`update posting set date = '2026-02-01'`)).rejects.toMatchObject({
      code: "LEDGER_APPEND_ONLY",
    });
    await run(sql`update posting set document_number = 'L-1' where id = ${id}`);
    await expect(run(sql`update posting set document_number = 'L-2'`)).rejects.toMatchObject({
      code: "LEDGER_APPEND_ONLY",
    });
  });

  test("creating an organization again changes nothing", async () => {
    const versions = () =>
      database.db.read(north, (c) => c.query(sql`select version, applied_at from engine_version order by version`));
    const before = await versions();
    await createOrganizationSchema(database.db, { slug: "north-organization-test" });
    expect(await versions()).toEqual(before);
  });

  test("an organization made again under the name of a dropped one works on connections that knew the old one", async () => {
    const slug = "gone-organization-test";
    const gone = await createOrganizationSchema(database.db, { slug });
    const count = () =>
      Promise.all(
        Array.from({ length: 5 }, () =>
          database.db.read(gone, (c) => c.queryText(sql`select count(*)::text from comment`)),
        ),
      );
    await database.db.transaction(gone, (tx) => tx.query(insertComment(newId(), "old")));
    expect(await count()).toEqual(["1", "1", "1", "1", "1"]);
    await dropOrganizationSchema(database.db, gone);
    await expect(count()).rejects.toMatchObject({ code: "DATABASE_SCHEMA_CHANGED" });
    await createOrganizationSchema(database.db, { slug });
    expect(await count()).toEqual(["0", "0", "0", "0", "0"]);
    await dropOrganizationSchema(database.db, gone);
  });

  test("an organization that never was is named", async () => {
    const unknown = { id: newId(), schema: "org_never_was" };
    await expect(database.db.read(unknown, (c) => c.query(sql`select 1`))).rejects.toMatchObject({
      code: "ORGANIZATION_SCHEMA_MISSING",
    });
  });

  test("a connecting user without superuser rights can keep organizations, given CREATEROLE and CREATE", async () => {
    const asOwner = (text: string) => database.db.transaction(null, (tx) => tx.query({ text, values: [] }));
    await asOwner(`create role ${PLAIN_USER} login password 'secret'`);
    const url = new URL(database.url);
    url.username = PLAIN_USER;
    url.password = "secret";
    const plain = await openDatabase({ url: url.href, poolSize: 2 });
    try {
      const create = () => createOrganizationSchema(plain, { slug: "plain-organization-test" });
      await expect(create()).rejects.toMatchObject({ code: "DATABASE_RIGHTS_MISSING" });
      await expect(migratePlatform(plain)).rejects.toMatchObject({ code: "DATABASE_RIGHTS_MISSING" });
      await asOwner(`alter role ${PLAIN_USER} createrole`);
      await asOwner(`grant create on database "${url.pathname.slice(1)}" to ${PLAIN_USER}`);
      const organization = await create();
      await plain.transaction(organization, (tx) => tx.query(insertComment(newId(), "plain")));
      await migratePlatform(plain);
      await dropOrganizationSchema(plain, organization);
    } finally {
      await plain.close();
      await asOwner(`drop owned by ${PLAIN_USER}`);
      await asOwner(`drop role ${PLAIN_USER}`);
    }
  });
});

test.each(["Shared Tools", "public"])("trigram search that somebody else put into %s is used there", async (schema) => {
  const elsewhere = await createTestDatabase();
  const user = `${PLAIN_USER}_${schema.length}`;
  const url = new URL(elsewhere.url);
  const asOwner = (...texts: string[]) =>
    elsewhere.db.transaction(null, async (tx) => {
      for (const text of texts) await tx.query({ text, values: [] });
    });
  await asOwner(
    `create schema if not exists "${schema}"`,
    `create extension pg_trgm schema "${schema}"`,
    `grant usage on schema "${schema}" to public`,
    `create role ${user} login password 'secret' createrole`,
    `grant create on database "${url.pathname.slice(1)}" to ${user}`,
  );
  url.username = user;
  url.password = "secret";
  const plain = await openDatabase({ url: url.href, poolSize: 2 });
  try {
    const organization = await createOrganizationSchema(plain, { slug: `trigrams-${schema.length}-test` });
    const source = schemaSource({ doctypes: { book: { search: ["title"], fields: { title: { type: "text" } } } } });
    await applyPlan(plain, organization, source);
    await plain.transaction(organization, (tx) =>
      tx.query(
        sql`insert into book (id, version, created_at, updated_at, search_text) values (${newId()}, 1, now(), now(), 'a long walk')`,
      ),
    );
    const found = sql`select count(*)::text from book where search_text like '%long%'`;
    expect(await plain.read(organization, (c) => c.queryText(found))).toBe("1");
    expect((await previewPlan(plain, organization, source)).steps).toEqual([]);
    await dropOrganizationSchema(plain, organization);
  } finally {
    await plain.close();
    await asOwner(`drop owned by ${user}`, `drop role ${user}`);
    await elsewhere.drop();
  }
});

describe("organizationSchemaName", () => {
  test.each([
    "",
    "a",
    "A",
    "a_b",
    "a--b",
    "-a",
    "a-",
    "1a",
    "é",
    'a"b',
    "a".repeat(41),
  ])("refuses the slug %p", (slug) => {
    expect(() => organizationSchemaName(slug)).toThrow("ORGANIZATION_SLUG_INVALID");
  });

  test("different slugs never share a schema", () => {
    expect(organizationSchemaName("a-b")).toBe("org_a_b");
    expect(organizationSchemaName("ab")).toBe("org_ab");
  });
});
