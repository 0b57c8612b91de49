import { describe, expect, test } from "@jest/globals";
import type { View } from "../../../engine/contract/types/index.ts";
import { filterOf, parseListState, whereOf, writeListState } from "./list-state.ts";

const VIEW: View = {
  id: "book_list",
  label: { fr: "Livres", en: "Books" },
  doctype: "book",
  kind: "list",
  columns: ["title"],
  filter: "is_active",
  filters: { recent: { label: { fr: "Récents", en: "Recent" }, filter: "year > 2020" } },
};

describe("the address of a list", () => {
  test("says everything needed to show the same rows again", () => {
    const state = {
      view: "book_list",
      search: "ab c",
      chips: ["recent"],
      conditions: [{ path: "price", op: "gte", value: "10.5" }],
      sort: ["-year"],
    } as const;
    expect(parseListState(writeListState(state))).toEqual(state);
  });

  test.each([
    "{",
    '{"a":1}',
    '[["price","drop table",1]]',
    "[[1,2,3]]",
    "null",
  ])("what cannot be understood in it is left out: %s", (text) => {
    expect(parseListState(new URLSearchParams({ f: text })).conditions).toEqual([]);
  });
});

describe("what a list asks the server", () => {
  test("the view's condition and each named filter hold together", () => {
    expect(whereOf(VIEW, ["recent", "unknown"])).toEqual(["is_active", "year > 2020"]);
  });

  test("is not means also documents without a value", () => {
    expect(filterOf([{ path: "shelf", op: "ne", value: "a" }])).toEqual({
      not: { field: "shelf", op: "eq", value: "a" },
    });
  });

  test("several conditions all hold", () => {
    const filter = filterOf([
      { path: "a", op: "eq", value: 1 },
      { path: "b", op: "is_null", value: true },
    ]);
    expect(filter).toEqual({
      and: [
        { field: "a", op: "eq", value: 1 },
        { field: "b", op: "is_null", value: true },
      ],
    });
  });
});
