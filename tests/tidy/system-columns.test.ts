import { describe, expect, test } from "@jest/globals";
import { SYSTEM_COLUMNS } from "../../engine/contract/fields/system-columns.ts";
import { codeOf, productFiles } from "./support/sources.ts";

/** Names that other things have too: they tell nothing. */
const COMMON = new Set(["id", "parent", "position", "version", "number"]);
const NAMES = SYSTEM_COLUMNS.map(({ id }) => id).filter((id) => !COMMON.has(id));

const MAY_LIST: Readonly<Record<string, string>> = {
  "engine/contract/fields/system-columns.ts": "is the list",
  "engine/calculation/fields/system-values.ts": "gives each its value; its types follow from the list",
};

/** From here on a file lists them rather than working with one or two. */
const NAMED_MAX = 2;

const namedIn = (file: string): readonly string[] => {
  const code = codeOf(file);
  return NAMES.filter((name) =>
    new RegExp(`["'\`]${name}["'\`]|\\b${name}\\??:|[(,\\s]${name}(,|\\s+\\w+ not null)`).test(code),
  );
};

describe("what the engine keeps of every document is listed once", () => {
  test("and no other file spells the list, or a part of it, again", () => {
    const lists = productFiles
      .filter((file) => /\.tsx?$/.test(file) && !Object.hasOwn(MAY_LIST, file))
      .map((file) => ({ file, names: namedIn(file) }))
      .filter(({ names }) => names.length > NAMED_MAX);
    expect(NAMES.length).toBeGreaterThan(5);
    expect(lists).toEqual([]);
  });

  test("the exceptions are still needed", () => {
    expect(Object.keys(MAY_LIST).filter((file) => namedIn(file).length <= NAMED_MAX)).toEqual([]);
  });
});
