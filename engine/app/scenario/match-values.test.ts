import { describe, expect, test } from "@jest/globals";
import { differences, NOT_THERE, rowsDifference } from "./match-values.ts";

const noLink = () => false;
const paths = (expected: unknown, actual: unknown) =>
  differences(expected, actual, noLink).map(({ path, actual: is }) => [path, is]);

describe("values are what is expected", () => {
  test.each<[unknown, unknown]>([
    ["100", "100.00"],
    [1, "1.000"],
    [null, null],
    [{ a: "1" }, { a: "1", b: "2" }],
    [{ customer: "Acme" }, { customer: { id: "1", title: "Acme" } }],
    [[], []],
  ])("%j is met by %j", (expected, actual) => {
    expect(paths(expected, actual)).toEqual([]);
  });

  test.each<[unknown, unknown, string]>([
    ["100", "100.01", ""],
    ["411", "0411", ""],
    [{ a: null }, { a: "1" }, "a"],
    [{ lines: [] }, { lines: null }, "lines"],
    [{ lines: [] }, { lines: [{}] }, "lines.length"],
    [{ lines: [{ a: "1" }, { a: "2" }] }, { lines: [{ a: "2" }, { a: "1" }] }, "lines[1].a"],
    [{ place: {} }, { place: null }, "place"],
    [{ place: { city: "Lyon" } }, { place: "Lyon" }, "place"],
    [{ customer: "Acme" }, { customer: { id: "1", title: "Bêta" } }, "customer"],
    [true, "true", ""],
  ])("%j is not met by %j", (expected, actual, path) => {
    expect(paths(expected, actual)[0]?.[0]).toBe(path);
  });

  test("a name that does not exist is no empty value, also among what every object inherits", () => {
    expect(paths({ numbre: null, constructor: null }, { number: null })).toEqual([
      ["numbre", NOT_THERE],
      ["constructor", NOT_THERE],
    ]);
  });
});

describe("rows are those expected", () => {
  const rows = [{ a: "1" }, { a: "2" }];
  const compare = (expected: readonly unknown[], isOrdered = true) => rowsDifference(expected, rows, noLink, isOrdered);

  test("all of them", () => {
    expect(compare(rows)).toBeNull();
    expect(compare([{ a: "1" }])).toMatchObject({ missing: [], extra: [{ a: "2" }] });
    expect(compare([])).toMatchObject({ extra: rows });
    expect(compare([...rows, { a: "2" }])).toMatchObject({ missing: [{ row: { a: "2" } }], extra: [] });
  });

  test("in their order where that is told", () => {
    expect(compare([...rows].reverse())).toMatchObject({ isOrderOnly: true });
    expect(compare([...rows].reverse(), false)).toBeNull();
  });

  test("what is other in the nearest row is told", () => {
    expect(compare([{ a: "1" }, { a: "3" }])?.missing).toMatchObject([
      { row: { a: "3" }, nearest: [{ path: "a", expected: "3", actual: "2" }] },
    ]);
  });

  test("each row stands for one: a vague expectation does not take another's row in its order", () => {
    expect(compare([{}, { a: "2" }])).toBeNull();
    expect(rowsDifference([{}, {}, { a: "2" }], rows, noLink, true)).not.toBeNull();
  });
});
