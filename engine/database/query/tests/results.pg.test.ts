import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { newId } from "../../../kernel/index.ts";
import {
  compileGetQuery,
  compileLinkPathsQuery,
  compileListQuery,
  type Filter,
  foldText,
  type ListQuery,
  type ListResult,
} from "../index.ts";
import { type ClubDatabase, createClubDatabase, type Row } from "./club-database.ts";
import { clubRegistry } from "./club-registry.ts";
import { memberOfStaff, readAccess } from "./read-access.ts";

const registry = clubRegistry();
const [METZ, NANCY] = [newId(), newId()];
const [ANN, BOB, CY] = [newId(), newId(), newId()];
const [BOOKING, EMPTY] = [newId(), newId()];
const HUGE = "12345678901234567890.123456789012345678";

const MEMBERS: readonly Row[] = [
  {
    id: ANN,
    name: 'Ann "É" \\ \u0001 🏓',
    email: "ann@club.test",
    town: METZ,
    grade: "a",
    tags: ["x", 'y"z'],
    fee: "12.50",
    share: HUGE,
    rank: "9007199254740991",
    is_active: true,
    born_on: "1990-02-28",
    seen_at: "2026-03-29T01:30:00.123456Z",
    wakes_at: "06:30",
    profile: JSON.stringify({ a: [1, null] }),
    pin: "encrypted",
    salary: "100.00",
  },
  { id: BOB, name: "Bob", town: NANCY, grade: "b", fee: "7", is_active: false, rank: 2 },
  { id: CY, name: "élodie" },
];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "query-results");
  await club.insert("town", [
    { id: METZ, name: "Metz", population: 120000, search_text: "metz" },
    { id: NANCY, name: "Nancy", population: null, search_text: "nancy" },
  ]);
  await club.insert(
    "member",
    MEMBERS.map((member) => ({
      ...member,
      search_text: foldText(`${member["name"]} ${member["email"] ?? ""}`),
    })),
  );
  await club.insert("booking", [
    {
      id: BOOKING,
      docstatus: "submitted",
      number: "B-0001",
      member: ANN,
      day: "2026-05-01",
      net: "0.10",
      about: METZ,
      about_type: "town",
    },
    { id: EMPTY, docstatus: "draft", member: BOB, day: "2026-05-02" },
  ]);
  await club.insert("booking__lines", [
    { id: newId(), parent: BOOKING, position: 2, court: "two", hours: "1.500", guest: BOB },
    { id: newId(), parent: BOOKING, position: 1, court: "one", hours: "2.000", bonus: "5" },
  ]);
});
afterAll(() => club?.drop());

const staff = (doctype: string) => memberOfStaff(registry, doctype);
const list = <T = Row>(query: Partial<ListQuery>, doctype = "member", access = staff(doctype)) =>
  club.answer<ListResult<T>>(compileListQuery(registry, doctype, { limit: 50, ...query }, access));
const get = (doctype: string, id: string, expand?: string[], access = staff(doctype)) =>
  club.answer<Row>(compileGetQuery(registry, doctype, { id, expand }, access));
const namesWhere = async (filter: Filter) => {
  const { items } = await list<{ name: string }>({ filter, fields: ["name"], sort: ["rank", "name"] });
  return items.map(({ name }) => name.slice(0, 3));
};

describe("JSON of documents", () => {
  test("every type of field comes out exactly as the interface promises", async () => {
    expect(await get("member", ANN)).toEqual({
      id: ANN,
      version: 1,
      created_at: "2026-01-02T03:04:05.000Z",
      created_by: null,
      updated_at: "2026-01-02T03:04:05.600Z",
      updated_by: null,
      name: 'Ann "É" \\ \u0001 🏓',
      email: "ann@club.test",
      town: METZ,
      grade: "a",
      tags: ["x", 'y"z'],
      fee: "12.50",
      share: HUGE,
      rank: 9007199254740991,
      is_active: true,
      born_on: "1990-02-28",
      seen_at: "2026-03-29T01:30:00.123Z",
      wakes_at: "06:30:00",
      profile: { a: [1, null] },
      double_fee: "25.00",
      town_name: "Metz",
      points: "0",
    });
  });

  test("secrets and fields above the read level are left out of documents, rows and lists", async () => {
    const [member, booking, { items }] = await Promise.all([get("member", ANN), get("booking", BOOKING), list({})]);
    expect(Object.keys(member)).not.toContain("pin");
    expect(Object.keys(member)).not.toContain("salary");
    expect(JSON.stringify([booking, items])).not.toMatch(/bonus|salary|pin/);
    const manager = readAccess(registry, "booking", { booking: { highestReadLevel: 3 } });
    expect(await get("booking", BOOKING, [], manager)).toMatchObject({ lines: [{ bonus: "5" }, { bonus: null }] });
  });

  test("rows of a table come in their order", async () => {
    const { lines } = await get("booking", BOOKING);
    expect(lines).toMatchObject([
      { court: "one", hours: "2.000", guest: null },
      { court: "two", hours: "1.500", guest: BOB },
    ]);
    expect(await get("booking", EMPTY)).toMatchObject({ lines: [], about: null, number: null, docstatus: "draft" });
  });

  test("expand puts id and title of each link beside it, in the object that holds the link", async () => {
    const booking = await get("booking", BOOKING, ["*"]);
    expect(booking["about"]).toEqual({ type: "town", id: METZ });
    expect(booking["$expanded"]).toEqual({
      member: { id: ANN, title: MEMBERS[0]!["name"] },
      about: { id: METZ, title: "Metz" },
    });
    expect(booking["lines"]).toMatchObject([
      { $expanded: { guest: null } },
      { $expanded: { guest: { id: BOB, title: "Bob" } } },
    ]);
  });

  test("the title of a linked document the reader may not see is null", async () => {
    const blind = readAccess(registry, "booking", { booking: {}, member: { where: "name == 'Bob'" } });
    const booking = await get("booking", BOOKING, ["*"], blind);
    expect(booking["$expanded"]).toEqual({
      member: { id: ANN, title: null },
      about: { id: METZ, title: null },
    });
    expect(booking["lines"]).toMatchObject([{}, { $expanded: { guest: { id: BOB, title: "Bob" } } }]);
  });

  test("a list returns the named fields, paths and titles", async () => {
    const { items } = await list({ fields: ["$title", "member.town.name", "day"], sort: ["day"] }, "booking");
    expect(items).toEqual([
      { id: BOOKING, $title: `B-0001 ${MEMBERS[0]!["name"]}`, "member.town.name": "Metz", day: "2026-05-01" },
      { id: EMPTY, $title: " Bob", "member.town.name": "Nancy", day: "2026-05-02" },
    ]);
  });

  test("a document brings its own title along when it is asked for", async () => {
    const asked = await get("booking", BOOKING, ["$title", "member"]);
    expect(asked).toMatchObject({ $title: `B-0001 ${MEMBERS[0]!["name"]}`, $expanded: { member: { id: ANN } } });
    expect(await get("booking", BOOKING, ["*"])).not.toHaveProperty("$title");
  });

  test("an unknown id is no row", async () => {
    expect(await get("member", newId())).toBeNull();
  });
});

describe("selections", () => {
  test.each<[string, Filter, string[]]>([
    ["eq", { field: "rank", op: "eq", value: 2 }, ["Bob"]],
    ["ne also finds rows without a value", { field: "rank", op: "ne", value: 2 }, ["Ann", "élo"]],
    ["not also finds rows without a value", { not: { field: "rank", op: "eq", value: 2 } }, ["Ann", "élo"]],
    ["lt on decimals", { field: "fee", op: "lt", value: "12.5" }, ["Bob"]],
    ["gte on decimals", { field: "fee", op: "gte", value: "12.5" }, ["Ann"]],
    ["in", { field: "grade", op: "in", value: ["a", "b"] }, ["Bob", "Ann"]],
    ["in nothing", { field: "grade", op: "in", value: [] }, []],
    ["between on dates", { field: "born_on", op: "between", value: ["1990-02-28", "1990-03-01"] }, ["Ann"]],
    ["contains whatever the case", { field: "name", op: "contains", value: "ÉLO" }, ["élo"]],
    ["contains takes % and _ literally", { field: "name", op: "contains", value: "%" }, []],
    ["starts_with", { field: "name", op: "starts_with", value: "bo" }, ["Bob"]],
    ["ends_with", { field: "name", op: "ends_with", value: "ie" }, ["élo"]],
    ["is_null", { field: "grade", op: "is_null" }, ["élo"]],
    ["is not null", { field: "grade", op: "is_null", value: false }, ["Bob", "Ann"]],
    ["one of the tags", { field: "tags", op: "contains", value: 'y"z' }, ["Ann"]],
    ["any of the tags", { field: "tags", op: "in", value: ["q", "x"] }, ["Ann"]],
    ["a boolean", { field: "is_active", op: "eq", value: false }, ["Bob"]],
    ["an instant", { field: "seen_at", op: "gt", value: "2026-03-29T02:30:00.123+01:00" }, ["Ann"]],
    ["the last instant there is", { field: "seen_at", op: "lte", value: "9999-12-31T23:59:59.999999Z" }, ["Ann"]],
    ["behind the last day there is", { field: "seen_at", op: "gt", value: "9999-12-31" }, []],
    ["a time", { field: "wakes_at", op: "lte", value: "06:30" }, ["Ann"]],
    ["20 digits", { field: "share", op: "eq", value: HUGE }, ["Ann"]],
    ["a path", { field: "town.name", op: "eq", value: "Nancy" }, ["Bob"]],
    ["a computed field", { field: "double_fee", op: "eq", value: "25" }, ["Ann"]],
    [
      "or",
      {
        or: [
          { field: "rank", op: "eq", value: 2 },
          { field: "name", op: "eq", value: "élodie" },
        ],
      },
      ["Bob", "élo"],
    ],
    ["an empty or", { or: [] }, []],
    ["an empty and", { and: [] }, ["Bob", "Ann", "élo"]],
  ])("%s", async (_, filter, names) => {
    expect(await namesWhere(filter)).toEqual(names);
  });

  test("a path through a table asks whether any of its rows meets the condition", async () => {
    const filter: Filter = { field: "lines.guest.name", op: "eq", value: "Bob" };
    const { items } = await list({ filter, fields: ["id"] }, "booking");
    expect(items).toEqual([{ id: BOOKING }]);
    const about: Filter = { field: "about", op: "eq", value: { type: "town", id: METZ } };
    expect((await list({ filter: about, fields: ["id"] }, "booking")).items).toEqual([{ id: BOOKING }]);
  });

  test("an expression selects rows for which it is true", async () => {
    const { items } = await list({
      where: ["town.population > 1000 || name == 'Bob'"],
      fields: ["name"],
      sort: ["-name"],
    });
    expect(items.map((item) => item["name"])).toEqual(["Bob", MEMBERS[0]!["name"]]);
  });

  test("several expressions select rows for which each is true, however they are written", async () => {
    const where = ["name == 'Bob' || name == 'nobody' // mine", "town.population > 1000\n|| name != null // theirs"];
    expect((await list({ where, fields: ["name"] })).items.map((item) => item["name"])).toEqual(["Bob"]);
  });

  test("search finds all words in any order, without accents and case", async () => {
    for (const search of ["ELODIE", "élo", " die  elo "]) {
      expect((await list({ search, fields: ["id"] })).items).toEqual([{ id: CY }]);
    }
    expect((await list({ search: "elodie bob" })).items).toEqual([]);
    expect((await list({ search: "100%" })).items).toEqual([]);
  });

  test("count and totals are over the selection, not the page", async () => {
    const answer = await list({
      limit: 1,
      count: true,
      totals: ["fee", "rank", "double_fee"],
      filter: { field: "fee", op: "gt", value: 1 },
    });
    expect(answer.items).toHaveLength(1);
    expect(answer).toMatchObject({ total: 2, total_is_capped: false });
    expect(answer.totals).toEqual({
      fee: [{ unit: "EUR", count: 2, sum: "19.50" }],
      rank: [{ unit: null, count: 2, sum: Number(2n ** 53n + 1n) }],
      double_fee: [{ unit: "EUR", count: 2, sum: "39.00" }],
    });
    expect(await list({ limit: 1, count: true })).toMatchObject({ total: 3, total_is_capped: false });
  });
});

describe("values over links", () => {
  test("one statement reads all paths of several doctypes", async () => {
    const answer = await club.answer(
      compileLinkPathsQuery(registry, [
        {
          doctype: "member",
          ids: [ANN, CY, newId()],
          paths: [["name"], ["fee"], ["town", "name"], ["town", "mayor", "name"]],
        },
        { doctype: "booking", ids: [BOOKING], paths: [["lines", "court"], ["lines", "guest", "name"], ["about"]] },
        { doctype: "town", ids: [], paths: [["name"]] },
        { doctype: "town", ids: [METZ], paths: [] },
      ]),
    );
    expect(answer).toEqual([
      {
        [ANN]: { id: ANN, name: MEMBERS[0]!["name"], fee: "12.50", town: { id: METZ, name: "Metz", mayor: null } },
        [CY]: { id: CY, name: "élodie", fee: null, town: null },
      },
      {
        [BOOKING]: {
          id: BOOKING,
          about: { type: "town", id: METZ },
          lines: [
            { id: expect.any(String), court: "one", guest: null },
            { id: expect.any(String), court: "two", guest: { id: BOB, name: "Bob" } },
          ],
        },
      },
      {},
      { [METZ]: { id: METZ } },
    ]);
  });
});
