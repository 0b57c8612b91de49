import { describe, expect, test } from "@jest/globals";
import { type Connection, compileWrittenQuery, sql } from "../../database/index.ts";
import { PerfexError } from "../../kernel/index.ts";
import type { DocumentValues } from "../index.ts";
import { executeAlone } from "../pipeline/execute-plan.ts";
import { WritePlan } from "../run/write-plan.ts";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary } from "../tests/open-library.ts";
import { present } from "./present.ts";

const library = openLibrary();
const { documents } = library;

/** A member whose links and settings the writer knows, and a context that notes statements. */
async function known() {
  const branch = await documents.create(library.as(), "branch", { name: `Branch ${Math.random()}`, loan_days: 10 });
  const book = await library.book();
  const member = await library.member({ branch: branch.id, name: "Awa" });
  const counting = countingDatabase(library.db);
  const ctx = { ...library.as(), db: counting.db };
  return { branch, book, member, ctx, statements: counting.statements };
}

describe("the statement that writes", () => {
  test("is all there is for a new document and for a change of one that is known; it tells computed fields too", async () => {
    const { branch, ctx, statements } = await known();
    const created = await documents.create(ctx, "member", { name: "Binta", branch: branch.id });
    expect(created).toMatchObject({ greeting: "Dear Binta" });
    expect(statements).toHaveLength(1);
    const renamed = await documents.update(ctx, "member", created.id, { name: "Coumba" }, { version: 1 });
    expect(renamed).toMatchObject({ greeting: "Dear Coumba", version: 2 });
    expect(statements).toHaveLength(2);
    expect(await documents.get(library.as(), "member", created.id)).toEqual(renamed);
  });

  test("has written, whatever becomes of reading the document back: the answer is without what could not be read", async () => {
    const gone = async () => {
      throw new PerfexError("DATABASE_SCHEMA_CHANGED");
    };
    const plan = new WritePlan(true);
    plan.writeHeaders({ count: 1, find: () => sql`select`, write: () => sql`select ${1} as id` });
    plan.readBack = sql`select 'as it is read'`;
    const connection: Connection = { query: async <R>() => [{ id: "1" }] as R[], queryText: gone };
    await executeAlone(connection, plan, null);
    expect(plan.asRead).toBeNull();

    const { ctx, member } = await known();
    const doctype = ctx.registry.doctype("member");
    const answered = await present({ ...ctx, db: { ...ctx.db, read: gone } }, doctype, {
      document: member,
      asRead: null,
    });
    expect(answered).toMatchObject({ id: member.id, name: "Awa" });
    expect(answered["greeting"]).toBeUndefined();
  });

  test("names the columns that change and no others", async () => {
    const { member, ctx, statements } = await known();
    await documents.update(ctx, "member", member.id, { rating: 4 }, { version: 1 });
    const [, assignments] = /update "member" as _old set (.*?)\s+where/s.exec(statements[0] ?? "") ?? [];
    const names = assignments?.match(/"\w+"(?= =)/g);
    // Who changed it last, and when, stay the same here.
    expect(names).toEqual(['"version"', '"rating"']);
  });

  test("writes every type of value, in a change as in a new document, and clears it", async () => {
    const { book, branch, member } = await known();
    const values: DocumentValues = {
      blocked: true,
      credit: "12.50",
      rating: 3,
      interests: ["maps", 'a "quoted", one'],
      languages: ["fr", "wo"],
      shade: "#a1b2c3",
      place: { lat: 14.7, lng: -17.4 },
      extra: ["a", { b: null }],
      seen_at: "2026-01-31T09:30:00.000Z",
      wakes_at: "07:15:00",
      stay: 90,
      favourite: { type: "book", id: book.id },
      judgement: "fair",
    };
    const created = await library.member({ ...values, branch: branch.id });
    expect(created).toMatchObject(values);
    expect(await documents.get(library.as(), "member", created.id)).toEqual(created);
    const changed = await documents.update(library.as(), "member", member.id, values);
    expect(changed).toMatchObject(values);
    expect(await documents.get(library.as(), "member", member.id)).toEqual(changed);
    const nothing = { interests: null, extra: null, place: null, favourite: null, wakes_at: null, stay: null };
    const cleared = await documents.update(library.as(), "member", member.id, nothing);
    expect(cleared).toMatchObject(nothing);
    expect(await documents.get(library.as(), "member", member.id)).toEqual(cleared);
  });

  test("tells nothing that it would read from what it writes itself", () => {
    const { registry, access } = library.as();
    const told = (...fields: readonly string[]) =>
      compileWrittenQuery(registry, "member", { from: "$written", fields }, access.readAccess("member"));
    expect(told("greeting")).not.toBeNull();
    expect(told("branch.name")).not.toBeNull();
    expect(told("guardian.name")).toBeNull();
  });
});
