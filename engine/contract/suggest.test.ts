import { expect, test } from "@jest/globals";
import { fromPointer, toPointer } from "./pointer.ts";
import { suggest } from "./suggest.ts";

test.each([
  ["requird", ["required", "read_only"], "required"],
  ["lable", ["label", "level"], "label"],
  ["Member", ["member"], "member"],
  ["zebra", ["required", "label"], undefined],
  ["member", ["member"], undefined],
  ["id", ["is", "or"], "is"],
] as const)("of “%s” among %j, “%s” was meant", (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});

test.each([
  [["a/b", 0, "m~n"], "/a~1b/0/m~0n"],
  [[], ""],
  [[""], "/"],
] as const)("the path %j is the pointer %s and back", (path, pointer) => {
  expect(toPointer(path)).toBe(pointer);
  expect(fromPointer(pointer)).toEqual(path.map(String));
});
