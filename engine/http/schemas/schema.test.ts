import { describe, expect, test } from "@jest/globals";
import { checkBody } from "./check-body.ts";
import { readQuery } from "./read-query.ts";
import {
  boolean,
  integer,
  listOf,
  named,
  nullable,
  object,
  oneOf,
  openObject,
  optional,
  type Static,
  text,
} from "./schema.ts";

const line = object({ item: text(), quantity: optional(integer({ minimum: 1 })) });
const order = object({
  customer: text({ minLength: 1 }),
  state: oneOf("open", "closed"),
  lines: listOf(line),
  note: optional(nullable(text())),
});
type Order = Static<typeof order>;

const codeOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    const { code, pointer, params } = error as { code: string; pointer: string; params: Record<string, unknown> };
    return [code, pointer, params["name"]];
  }
};
const GOOD: Order = { customer: "Ada", state: "open", lines: [{ item: "nail" }] };
const check = (value: unknown) => codeOf(() => checkBody(order, value));

describe("what is sent", () => {
  test("is handed on as it is when it is as declared", () => {
    expect(check({ ...GOOD, note: null })).toEqual({ ...GOOD, note: null });
  });

  test.each([
    [{ state: "open", lines: [] }, ["HTTP_VALUE_MISSING", "/customer", "customer"]],
    [{ ...GOOD, color: "red" }, ["HTTP_PARAMETER_UNKNOWN", "/color", "color"]],
    [{ ...GOOD, state: "lost" }, ["HTTP_VALUE_INVALID", "/state", "state"]],
    [
      { ...GOOD, lines: [{ item: "nail", quantity: 0 }] },
      ["HTTP_VALUE_INVALID", "/lines/0/quantity", "lines.0.quantity"],
    ],
    [{ ...GOOD, lines: [{}] }, ["HTTP_VALUE_INVALID", "/lines/0", "lines.0"]],
    [{ ...GOOD, lines: [{ item: "nail", size: 1 }] }, ["HTTP_VALUE_INVALID", "/lines/0/size", "lines.0.size"]],
    [{ ...GOOD, customer: "" }, ["HTTP_VALUE_INVALID", "/customer", "customer"]],
  ])("%j is refused where it is wrong", (value, refusal) => {
    expect(check(value)).toEqual(refusal);
  });

  test("an object that is open takes what it does not name", () => {
    expect(checkBody(openObject({ a: text() }), { a: "x", b: 1 })).toEqual({ a: "x", b: 1 });
  });
});

describe("the type of a schema's values", () => {
  test("follows from the schema", () => {
    const orders: readonly Order[] = [
      GOOD,
      { ...GOOD, note: "late" },
      // @ts-expect-error: required
      { state: "open", lines: [] },
      // @ts-expect-error: not one of them
      { ...GOOD, state: "lost" },
      // @ts-expect-error: no such member
      { ...GOOD, color: "red" },
      // @ts-expect-error: not a number
      { ...GOOD, lines: [{ item: "nail", quantity: "2" }] },
    ];
    expect(orders).toHaveLength(6);
  });

  test("is the same under a name", () => {
    const published: Static<ReturnType<typeof named<Order>>> = GOOD;
    expect(checkBody(named("Order", order), published)).toBe(published);
  });
});

describe("what stands in the query", () => {
  const shape = {
    limit: optional(integer({ minimum: 1, maximum: 10 })),
    count: optional(boolean()),
    search: optional(text()),
    format: optional(oneOf("csv", "xlsx")),
    where: optional(listOf(text(), { maxItems: 2 })),
  };
  const read = (query: string, isFree = false) => codeOf(() => readQuery(shape, new URLSearchParams(query), isFree));

  test("is read as the types declared", () => {
    expect(read("limit=10&count&search=&format=csv")).toEqual({ limit: 10, count: true, format: "csv" });
    expect(read("count=0&limit=2&limit=3")).toEqual({ count: false, limit: 2 });
    expect(read("where=a&where=&where=b")).toEqual({ where: ["a", "b"] });
  });

  test.each([
    ["limit=11", ["HTTP_VALUE_INVALID", "/limit", "limit"]],
    ["limit=ten", ["HTTP_VALUE_INVALID", "/limit", "limit"]],
    ["count=maybe", ["HTTP_VALUE_INVALID", "/count", "count"]],
    ["format=pdf", ["HTTP_VALUE_INVALID", "/format", "format"]],
    ["where=a&where=b&where=c", ["HTTP_VALUE_INVALID", "/where", "where"]],
    ["lmit=3", ["HTTP_PARAMETER_UNKNOWN", undefined, "lmit"]],
    ["__proto__=3", ["HTTP_PARAMETER_UNKNOWN", undefined, "__proto__"]],
  ])("%s is refused", (query, refusal) => {
    expect(read(query)).toEqual(refusal);
  });

  test("may hold more where it is free", () => {
    expect(read("from=2026-01-01&limit=3", true)).toEqual({ limit: 3 });
  });
});
