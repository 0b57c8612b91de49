import { describe, expect, test } from "@jest/globals";
import { compileGetQuery, compileListQuery, type Filter, type ListQuery } from "../index.ts";
import { clubRegistry } from "./club-registry.ts";
import { memberOfStaff, readAccess } from "./read-access.ts";

const registry = clubRegistry();
const ID = "018f0000-0000-7000-8000-000000000001";
const list = (query: Partial<ListQuery>) => () =>
  compileListQuery(registry, "member", { limit: 10, ...query }, memberOfStaff(registry, "member"));
const filtered = (filter: unknown) => list({ filter: filter as Filter });
const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");

describe("what a query may not ask", () => {
  test.each<[string, () => unknown, string, string | undefined]>([
    ["an unknown field", list({ fields: ["name", "nam"] }), "QUERY_FIELD_UNKNOWN", "/fields/1"],
    ["a field of Object", list({ fields: ["constructor"] }), "QUERY_FIELD_UNKNOWN", "/fields/0"],
    ["a path through a text", list({ sort: ["name.x"] }), "QUERY_FIELD_UNKNOWN", "/sort/0"],
    ["a secret", filtered({ field: "pin", op: "eq", value: "1" }), "QUERY_FIELD_UNKNOWN", "/filter/field"],
    [
      "a field above the level in a filter",
      filtered({ field: "salary", op: "gt", value: 1 }),
      "QUERY_FIELD_UNKNOWN",
      "/filter/field",
    ],
    ["a field above the level in the sort", list({ sort: ["salary"] }), "QUERY_FIELD_UNKNOWN", "/sort/0"],
    ["a field above the level in totals", list({ totals: ["salary"] }), "QUERY_FIELD_UNKNOWN", "/totals/0"],
    ["a field above the level in an expression", list({ where: ["salary > 1"] }), "EXPRESSION_UNKNOWN_NAME", undefined],
    ["a secret in an expression", list({ where: ["pin == '1'"] }), "EXPRESSION_UNKNOWN_NAME", undefined],
    [
      "an unknown operator",
      filtered({ field: "name", op: "regex", value: ".*" }),
      "QUERY_OPERATOR_UNKNOWN",
      "/filter/op",
    ],
    [
      "an operator the type lacks",
      filtered({ and: [{ field: "is_active", op: "lt", value: true }] }),
      "QUERY_OPERATOR_NOT_ALLOWED",
      "/filter/and/0/op",
    ],
    [
      "a text for a number",
      filtered({ field: "rank", op: "eq", value: "1; drop" }),
      "QUERY_VALUE_INVALID",
      "/filter/value",
    ],
    [
      "a fraction for a whole number",
      filtered({ field: "rank", op: "eq", value: 1.5 }),
      "QUERY_VALUE_INVALID",
      "/filter/value",
    ],
    [
      "a number out of range",
      filtered({ field: "rank", op: "eq", value: "9223372036854775808" }),
      "QUERY_VALUE_INVALID",
      "/filter/value",
    ],
    ["an infinite decimal", filtered({ field: "fee", op: "eq", value: "NaN" }), "QUERY_VALUE_INVALID", "/filter/value"],
    [
      "a day that is none",
      filtered({ field: "born_on", op: "eq", value: "2026-02-30" }),
      "QUERY_VALUE_INVALID",
      "/filter/value",
    ],
    [
      "an instant without zone",
      filtered({ field: "seen_at", op: "eq", value: "2026-02-03T10:00" }),
      "QUERY_VALUE_INVALID",
      "/filter/value",
    ],
    [
      "an id that is none",
      filtered({ field: "town", op: "in", value: [ID, "x"] }),
      "QUERY_VALUE_INVALID",
      "/filter/value/1",
    ],
    [
      "a choice that is none",
      filtered({ field: "grade", op: "eq", value: "c" }),
      "QUERY_VALUE_INVALID",
      "/filter/value",
    ],
    ["null as a value", filtered({ field: "name", op: "eq", value: null }), "QUERY_VALUE_INVALID", "/filter/value"],
    ["a NUL in a text", filtered({ field: "name", op: "eq", value: "a\0" }), "QUERY_VALUE_INVALID", "/filter/value"],
    ["half a range", filtered({ field: "rank", op: "between", value: [1] }), "QUERY_FILTER_INVALID", "/filter/value"],
    ["a filter of another form", filtered({ and: [], or: [] }), "QUERY_FILTER_INVALID", "/filter"],
    ["a filter that is a text", filtered("name = 1"), "QUERY_FILTER_INVALID", "/filter"],
    [
      "a condition with more to it",
      filtered({ field: "name", op: "eq", value: "a", cast: "x" }),
      "QUERY_FILTER_INVALID",
      "/filter",
    ],
    ["sorting by JSON", list({ sort: ["profile"] }), "QUERY_SORT_NOT_ALLOWED", "/sort/0"],
    [
      "more sort keys than five",
      list({ sort: ["name", "rank", "fee", "email", "grade", "born_on"] }),
      "QUERY_SORT_NOT_ALLOWED",
      "/sort",
    ],
    ["summing a text", list({ totals: ["name"] }), "QUERY_TOTAL_NOT_ALLOWED", "/totals/0"],
    ["expanding a text", list({ expand: ["name"] }), "QUERY_EXPAND_NOT_ALLOWED", "/expand/0"],
    ["no rows", list({ limit: 0 }), "QUERY_LIMIT_INVALID", "/limit"],
    ["too many rows", list({ limit: 1001 }), "QUERY_LIMIT_INVALID", "/limit"],
    ["half a row", list({ limit: 1.5 }), "QUERY_LIMIT_INVALID", "/limit"],
    ["a negative offset", list({ offset: -1 }), "QUERY_OFFSET_INVALID", "/offset"],
    ["offset and cursor", list({ offset: 5, cursor: cursorOf("member ", ID) }), "QUERY_OFFSET_INVALID", "/offset"],
    ["a cursor that is no base64", list({ cursor: "%%%" }), "QUERY_CURSOR_INVALID", "/cursor"],
    ["a cursor that is no JSON", list({ cursor: "AAAA" }), "QUERY_CURSOR_INVALID", "/cursor"],
    [
      "a cursor of another sort",
      list({ sort: ["name"], cursor: cursorOf("member ", ID) }),
      "QUERY_CURSOR_INVALID",
      "/cursor",
    ],
    [
      "a cursor with too few values",
      list({ sort: ["name"], cursor: cursorOf("member name", ID) }),
      "QUERY_CURSOR_INVALID",
      "/cursor",
    ],
    [
      "a cursor with another type of value",
      list({ sort: ["rank"], cursor: cursorOf("member rank", "x", ID) }),
      "QUERY_CURSOR_INVALID",
      "/cursor",
    ],
    ["a cursor without id", list({ cursor: cursorOf("member ", null) }), "QUERY_CURSOR_INVALID", "/cursor"],
    ["a cursor with objects", list({ cursor: cursorOf("member ", { $gt: "" }) }), "QUERY_CURSOR_INVALID", "/cursor"],
  ])("%s", (_, compile, code, pointer) => {
    expect(compile).toThrow(expect.objectContaining({ code, ...(pointer === undefined ? {} : { pointer }) }));
  });

  test("a filter that is too deep or too wide is refused", () => {
    const deep = Array.from({ length: 9 }).reduce<Filter>((filter) => ({ not: filter }), { and: [] });
    const wide = { or: Array.from({ length: 100 }, () => ({ field: "rank", op: "eq", value: 1 })) };
    const long = { field: "rank", op: "in", value: Array.from({ length: 1001 }, (_, index) => index) };
    for (const filter of [deep, wide, long]) {
      expect(filtered(filter)).toThrow(expect.objectContaining({ code: "QUERY_FILTER_TOO_LARGE" }));
    }
  });

  test("a doctype the reader may not read does not exist behind a link", () => {
    const access = readAccess(registry, "member", { member: {} });
    const field = "town.name";
    expect(() => compileListQuery(registry, "member", { limit: 1, fields: [field] }, access)).toThrow(
      "QUERY_FIELD_UNKNOWN",
    );
    expect(() => compileListQuery(registry, "member", { limit: 1, sort: [field] }, access)).toThrow(
      "QUERY_FIELD_UNKNOWN",
    );
    expect(() => compileListQuery(registry, "member", { limit: 1, where: ["town.name == 'Metz'"] }, access)).toThrow(
      "EXPRESSION_UNKNOWN_FIELD",
    );
  });

  test("searching a doctype without search and a malformed id are refused", () => {
    const booking = memberOfStaff(registry, "booking");
    expect(() => compileListQuery(registry, "booking", { limit: 1, search: "x" }, booking)).toThrow(
      "QUERY_SEARCH_NOT_ALLOWED",
    );
    expect(() => compileGetQuery(registry, "booking", { id: "1 or 1=1" }, booking)).toThrow("QUERY_ID_INVALID");
  });

  test("the nearest name is suggested", () => {
    expect(list({ fields: ["emial"] })).toThrow(expect.objectContaining({ data: { suggestion: "email" } }));
  });
});
