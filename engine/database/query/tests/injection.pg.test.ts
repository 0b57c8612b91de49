import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { newId } from "../../../kernel/index.ts";
import { compileListQuery, type ListQuery, type ListResult } from "../index.ts";
import { type ClubDatabase, createClubDatabase } from "./club-database.ts";
import { clubRegistry } from "./club-registry.ts";
import { memberOfStaff } from "./read-access.ts";

const registry = clubRegistry();
const access = memberOfStaff(registry, "member");
const PAYLOADS = [
  "'; drop table member; --",
  "' or '1'='1",
  '" or 1=1 --',
  "\\'; select pg_sleep(5); --",
  "$1",
  "$$; delete from member; $$",
  "/* */ union select null",
  "%' and name like '%",
  "{{constructor.constructor('return 1')()}}",
  "__proto__",
  "../../etc/passwd",
  "\u2019 or 1=1",
  "E'\\x27 or 1=1",
  "0 or true",
  "<script>alert(1)</script>",
];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "query-injection");
  await club.insert("member", [{ id: newId(), name: "Ann", search_text: "ann" }]);
});
afterAll(() => club?.drop());

const compile = (query: Partial<ListQuery>) => compileListQuery(registry, "member", { limit: 5, ...query }, access);
const literal = (text: string) => JSON.stringify(text).replaceAll("\\u2019", "\u2019");

/** Every slot a value of the caller can be put into. */
const SLOTS: Readonly<Record<string, (value: string) => Partial<ListQuery>>> = {
  eq: (value) => ({ filter: { field: "name", op: "eq", value } }),
  in: (value) => ({ filter: { field: "name", op: "in", value: [value] } }),
  contains: (value) => ({ filter: { field: "name", op: "contains", value } }),
  "a path": (value) => ({ filter: { field: "town.name", op: "eq", value } }),
  tags: (value) => ({ filter: { field: "tags", op: "contains", value } }),
  between: (value) => ({ filter: { field: "name", op: "between", value: [value, value] } }),
  "an expression": (value) => ({ where: [`name == ${literal(value)}`] }),
  "a cursor": (value) => ({
    sort: ["name"],
    cursor: Buffer.from(JSON.stringify(["member name", value, newId()])).toString("base64url"),
  }),
};

describe("hostile values", () => {
  test.each(Object.keys(SLOTS))("in %s stay values: same text, nothing executed", async (slot) => {
    const benign = compile(SLOTS[slot]!("benign"));
    for (const payload of PAYLOADS) {
      const query = compile(SLOTS[slot]!(payload));
      expect(query.text).toBe(benign.text);
      const { items } = await club.answer<ListResult>(query);
      if (slot !== "a cursor") expect(items).toEqual([]);
    }
    expect((await club.answer<ListResult>(compile({}))).items).toHaveLength(1);
  });

  test("in the search stay words", async () => {
    for (const search of PAYLOADS) {
      const query = compile({ search });
      expect(query.text).not.toContain("drop");
      expect((await club.answer<ListResult>(query)).items).toEqual([]);
    }
  });

  test.each(PAYLOADS)("%s names no field", (payload) => {
    for (const query of [{ fields: [payload] }, { sort: [payload] }, { totals: [payload] }, { expand: [payload] }]) {
      expect(() => compile(query)).toThrow("QUERY_FIELD_UNKNOWN");
    }
    expect(() => compile({ filter: { field: payload, op: "is_null" } })).toThrow("QUERY_FIELD_UNKNOWN");
  });
});
