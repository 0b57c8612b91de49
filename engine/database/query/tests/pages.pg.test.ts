import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { newId } from "../../../kernel/index.ts";
import { SEED } from "../../../kernel/tests/seed.ts";
import { rawSql } from "../../index.ts";
import { compileListQuery, type ListQuery, type ListResult } from "../index.ts";
import { type ClubDatabase, createClubDatabase, type Row } from "./club-database.ts";
import { clubRegistry } from "./club-registry.ts";
import { memberOfStaff } from "./read-access.ts";

const registry = clubRegistry();
const access = memberOfStaff(registry, "member");
const MEMBERS = 83;

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "query-pages");
  const towns = ["Metz", "Nancy", "Épinal"].map((name) => ({ id: newId(), name }));
  await club.insert("town", towns);
  const pick = <T>(values: readonly T[], index: number): T => values[index % values.length]!;
  await club.insert(
    "member",
    Array.from({ length: MEMBERS }, (_, index): Row => {
      return {
        id: newId(),
        name: pick(["Zoé", "ann", "O'Neill", 'q"uote', "\\", "élan"], index * 7),
        town: pick([...towns.map(({ id }) => id), null], index),
        rank: pick([1, 2, 3, null, null], index * 3),
        fee: pick(["1.10", "1.1000", null, "-3", "99999999999999999999.99"], index * 2),
        born_on: pick(["2001-01-31", null, "1999-12-31"], index),
        seen_at: pick([null, "2026-03-29T01:30:00.123456Z", "2026-03-29T01:30:00.123457Z"], index),
        is_active: pick([true, false, null], index * 5),
        wakes_at: pick(["06:30:00.5", null], index),
      };
    }),
  );
});
afterAll(() => club?.drop());

const list = (query: Partial<ListQuery>) =>
  club.answer<ListResult<{ id: string }>>(
    compileListQuery(registry, "member", { limit: 1000, fields: ["id"], ...query }, access),
  );
const ids = ({ items }: ListResult<{ id: string }>) => items.map(({ id }) => id);

async function walk(query: Partial<ListQuery>): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...query, cursor });
    found.push(...ids(page));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && found.length <= MEMBERS);
  return found;
}

const KEYS = [
  "name",
  "town",
  "town.name",
  "rank",
  "fee",
  "born_on",
  "seen_at",
  "is_active",
  "wakes_at",
  "double_fee",
  "created_at",
  "id",
];
const sorts = fc
  .uniqueArray(fc.constantFrom(...KEYS), { minLength: 0, maxLength: 3 })
  .chain((keys) => fc.tuple(...keys.map((key) => fc.constantFrom(key, `-${key}`))).map((sort): string[] => sort));

describe("pages", () => {
  test("walking by cursor gives every row once, in the order of one long page, whatever the sort", async () => {
    await fc.assert(
      fc.asyncProperty(sorts, fc.integer({ min: 1, max: 30 }), async (sort, limit) => {
        expect(await walk({ sort, limit })).toEqual(ids(await list({ sort })));
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  test("the order is SQL's with nulls last and ties broken by id", async () => {
    const reference = async (order: string) =>
      (
        await club.read((connection) =>
          connection.query<{ id: string }>(rawSql(`select id from member order by ${order}`)),
        )
      ).map(({ id }) => id);
    expect(ids(await list({ sort: ["rank", "-fee"] }))).toEqual(
      await reference("rank asc nulls last, fee desc nulls last, id desc"),
    );
    expect(ids(await list({ sort: ["-rank"] }))).toEqual(await reference("rank desc nulls last, id desc"));
    expect(ids(await list({ sort: ["-seen_at", "name"] }))).toEqual(
      await reference("seen_at desc nulls last, name asc, id asc"),
    );
    expect(ids(await list({}))).toEqual(await reference("id desc"));
  });

  test("a filter and a cursor together keep to the filter", async () => {
    const filter = { field: "rank", op: "is_null" } as const;
    const sort = ["-rank", "name"];
    expect(await walk({ filter, sort, limit: 4 })).toEqual(ids(await list({ filter, sort })));
  });

  test("an offset skips rows of the same order", async () => {
    const all = ids(await list({ sort: ["-rank", "name"] }));
    expect(ids(await list({ sort: ["-rank", "name"], offset: 20, limit: 10 }))).toEqual(all.slice(20, 30));
    expect(ids(await list({ offset: 1000, limit: 10 }))).toEqual([]);
  });

  test("the last page says that nothing follows, also when it is full", async () => {
    expect((await list({ limit: MEMBERS })).next_cursor).toBeNull();
    expect((await list({ limit: MEMBERS - 1 })).next_cursor).toEqual(expect.any(String));
  });

  test("a deep page enters the index at the cursor", async () => {
    const cursor = Buffer.from(JSON.stringify(["member -id", newId()])).toString("base64url");
    const deep = compileListQuery(registry, "member", { limit: 5, fields: ["id"], sort: ["-id"], cursor }, access);
    const plan = await club.db.transaction(club.organization, async (tx) => {
      await tx.query(rawSql("set local enable_seqscan = off"));
      return await tx.query<{ "QUERY PLAN": string }>({ text: `explain ${deep.text}`, values: deep.values });
    });
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toMatch(/Index Cond: \(.*id < /);
  });
});
