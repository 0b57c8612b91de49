import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { newId } from "../../../kernel/index.ts";
import { SEED } from "../../../kernel/tests/seed.ts";
import { compileGetQuery, compileListQuery, type ListResult, type ReadAccess, type Selection } from "../index.ts";
import { type ClubDatabase, createClubDatabase } from "./club-database.ts";
import { clubRegistry } from "./club-registry.ts";
import { ANN, memberOfStaff, readAccess } from "./read-access.ts";

interface Member {
  readonly id: string;
  readonly name: string;
  readonly town: string | null;
  readonly rank: number | null;
  readonly fee: string | null;
  readonly is_active: boolean | null;
  readonly created_by: string | null;
}

const registry = clubRegistry();
const TOWNS = ["Metz", "Nancy"].map((name) => ({ id: newId(), name }));
const OTHER = newId();
const pick = <T>(values: readonly T[], index: number): T => values[index % values.length]!;
const MEMBERS = Array.from({ length: 40 }, (_, index): Member => {
  return {
    id: newId(),
    name: `member ${index}`,
    town: pick([TOWNS[0]!.id, TOWNS[1]!.id, null], index),
    rank: pick([1, 2, null, 4], index),
    fee: pick(["1.50", null, "7.00"], index * 2),
    is_active: pick([true, false, null], index * 5),
    created_by: pick([ANN.id, OTHER, null], index),
  };
});

/** Row rules beside what they mean, said independently. Unknown is not true. */
const RULES: readonly { readonly where: string; readonly holds: (member: Member) => boolean }[] = [
  { where: "is_active", holds: ({ is_active }) => is_active === true },
  { where: "town.name == 'Metz'", holds: ({ town }) => town === TOWNS[0]!.id },
  { where: "created_by == user.id", holds: ({ created_by }) => created_by === ANN.id },
  { where: "!(rank == 2)", holds: ({ rank }) => rank !== null && rank !== 2 },
  { where: "fee > 2 || rank == null", holds: ({ fee, rank }) => Number(fee ?? 0) > 2 || rank === null },
  { where: "has_role('coach') && rank in [1, 4]", holds: ({ rank }) => rank === 1 || rank === 4 },
  { where: "has_role('boss')", holds: () => false },
];

/** What a curious reader tries. */
const SELECTIONS: readonly Selection[] = [
  {},
  { search: "member" },
  { search: "1" },
  { where: ["true"] },
  { where: ["rank == null || rank > 0"] },
  {
    filter: {
      or: [
        { field: "id", op: "is_null", value: false },
        { field: "name", op: "eq", value: "x" },
      ],
    },
  },
  { filter: { not: { field: "is_active", op: "eq", value: true } } },
  { filter: { field: "town.name", op: "ne", value: "Metz" } },
  { filter: { field: "fee", op: "gte", value: "0" }, search: "member", where: ["!is_active"] },
];
const SORTS = [["name"], ["-rank"], ["town", "-fee"], ["-id"], ["-double_fee"]];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "query-oracle");
  await club.insert("town", TOWNS);
  await club.insert(
    "member",
    MEMBERS.map((member) => ({ ...member, search_text: member.name })),
  );
});
afterAll(() => club?.drop());

async function idsSeen(
  access: ReadAccess,
  selection: Selection,
  sort: readonly string[],
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...selection, limit, sort, cursor, fields: ["id"] };
    const page = await club.answer<ListResult<{ id: string }>>(compileListQuery(registry, "member", query, access));
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

const cents = (members: readonly Member[]) =>
  members.reduce((sum, { fee }) => sum + Math.round(Number(fee ?? 0) * 100), 0);

describe("row rules", () => {
  test("list, pages, count and totals show exactly the permitted part of what staff sees", async () => {
    const all = memberOfStaff(registry, "member");
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...RULES),
        fc.constantFrom(...SELECTIONS),
        fc.constantFrom(...SORTS),
        fc.integer({ min: 1, max: 50 }),
        async ({ where, holds }, selection, sort, limit) => {
          const access = readAccess(registry, "member", { member: { where }, town: {} });
          const permitted = new Set(MEMBERS.filter(holds).map(({ id }) => id));
          const expected = (await idsSeen(all, selection, sort, 1000)).filter((id) => permitted.has(id));
          expect(await idsSeen(access, selection, sort, limit)).toEqual(expected);

          const seen = MEMBERS.filter(({ id }) => expected.includes(id));
          const totals = { limit: 1, count: true, totals: ["fee"], ...selection };
          const answer = await club.answer<ListResult>(compileListQuery(registry, "member", totals, access));
          expect(answer.total).toBe(seen.length);
          expect(Math.round(Number(answer.totals?.["fee"]?.[0]?.sum ?? 0) * 100)).toBe(cents(seen));
        },
      ),
      { numRuns: 80, seed: SEED },
    );
  });

  test("a document outside the rule cannot be got", async () => {
    for (const { where, holds } of RULES) {
      const access = readAccess(registry, "member", { member: { where } });
      for (const member of MEMBERS.slice(0, 12)) {
        const found = await club.answer<object | null>(compileGetQuery(registry, "member", { id: member.id }, access));
        expect(found !== null).toBe(holds(member));
      }
    }
  });

  test("a linked document outside its rule neither selects, sorts nor shows", async () => {
    const access = readAccess(registry, "member", { member: {}, town: { where: "name == 'Nancy'" } });
    const list = (query: object) =>
      club.answer<ListResult>(
        compileListQuery(registry, "member", { limit: 100, fields: ["town.name"], ...query }, access),
      );
    expect((await list({ filter: { field: "town.name", op: "eq", value: "Metz" } })).items).toEqual([]);
    expect((await list({ where: ["town.name == 'Metz'"] })).items).toEqual([]);
    const names = (await list({ sort: ["town.name"] })).items.map((item) => item["town.name"]);
    expect(names).toEqual([...names].sort((a, b) => Number(a === null) - Number(b === null)));
    expect(new Set(names)).toEqual(new Set(["Nancy", null]));
  });
});
