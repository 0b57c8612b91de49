import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { newId } from "../../../kernel/index.ts";
import { rawSql, type Sql } from "../../index.ts";
import { compileListQuery, foldText, type ListQuery, type ListResult } from "../index.ts";
import { type ClubDatabase, createClubDatabase } from "./club-database.ts";
import { clubRegistry } from "./club-registry.ts";
import { memberOfStaff, readAccess } from "./read-access.ts";

const registry = clubRegistry();
/** The newest last: without an order of its own, a search would tell them the other way round. */
const NAMES = ["512", "512100", "Élan 512", "Banque", "63512", "Court 5512", "Secret 512 bis"];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "query-relevance");
  for (const name of NAMES) {
    await club.insert("member", [
      { id: newId(), name, is_active: !name.startsWith("Secret"), search_text: foldText(`${name} x@club.test`) },
    ]);
  }
});
afterAll(() => club?.drop());

interface Named {
  readonly id: string;
  readonly name: string;
}
const everybody = memberOfStaff(registry, "member");
const list = (query: Partial<ListQuery>, access = everybody) =>
  club.answer<ListResult<Named>>(
    compileListQuery(registry, "member", { limit: 50, fields: ["name"], ...query }, access),
  );
const found = async (query: Partial<ListQuery>, access = everybody) =>
  (await list(query, access)).items.map(({ name }) => name);

describe("what is searched for comes", () => {
  test("by its very key first, then by the beginning of the key, of a word, and then as any part", async () => {
    const best = ["512", "512100", "Secret 512 bis", "Élan 512"];
    expect(await found({ search: "512" })).toEqual([...best, "Court 5512", "63512"]);
    expect(await found({ search: "512", limit: 5 })).toEqual([...best, "Court 5512"]);
    expect((await found({ search: "ÉLAN" }))[0]).toBe("Élan 512");
    expect((await found({ search: "elan 51" }))[0]).toBe("Élan 512");
  });

  test("page after page in the same order, by cursor and by offset", async () => {
    const all = await found({ search: "512" });
    const walked: string[] = [];
    let cursor: string | undefined;
    for (let offset = 0; offset < all.length; offset += 2) {
      const page = await list({ search: "512", limit: 2, cursor });
      walked.push(...page.items.map(({ name }) => name));
      cursor = page.next_cursor ?? undefined;
      expect(await found({ search: "512", limit: 2, offset })).toEqual(all.slice(offset, offset + 2));
    }
    expect(cursor).toBeUndefined();
    expect(walked).toEqual(all);
  });

  test("in the order that was asked for, where one was", async () => {
    expect(await found({ search: "512", sort: ["id"] })).toEqual(NAMES.filter((name) => name.includes("512")));
  });

  test("only as far as the reader's rows go", async () => {
    const active = readAccess(registry, "member", { member: { where: "is_active" } });
    expect(await found({ search: "512" }, active)).not.toContain("Secret 512 bis");
    expect(await found({ search: "512" }, active)).toHaveLength(5);
  });

  test("by the index, also when most documents hold what is searched for", async () => {
    const run = (statement: Sql) => club.db.transaction(club.organization, (tx) => tx.query(statement));
    await run(
      rawSql(`insert into member (id, version, created_at, updated_at, name, search_text)
        select gen_random_uuid(), 1, now(), now(), 'Longtail ' || n, 'longtail ' || n || ' zz512' from generate_series(1, 30000) n`),
    );
    await run(rawSql("analyze member"));
    const { text, values } = compileListQuery(
      registry,
      "member",
      { limit: 20, fields: ["name"], search: "512" },
      everybody,
    );
    const plan = JSON.stringify(await run({ text: `explain ${text}`, values }));
    expect(plan).toContain("Bitmap Index Scan");
    expect(plan).not.toContain("Seq Scan");
    expect((await found({ search: "512", limit: 3 })).slice(0, 2)).toEqual(["512", "512100"]);
  });
});
