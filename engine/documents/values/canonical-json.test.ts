import { expect, test } from "@jest/globals";
import { canonicalJson } from "./canonical-json.ts";

/** The same in the plainest words. */
function plainly(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((member) => plainly(member ?? null));
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, plainly(member)]),
  );
}

const WORDS = [
  "",
  "é",
  "漢字 🙂",
  'q"uote',
  "back\\slash",
  "line\nend\u0000",
  "\u2028",
  "half \ud83d",
  "\udf00 half",
  "\u007f ~",
];

test.each([
  [{ b: 1, a: { d: [true, null, undefined, "x"], c: undefined }, "": -0.5 }],
  [["create", WORDS, Object.fromEntries(WORDS.map((word, index) => [word, index]))]],
  [Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`name ${(index * 37) % 50}`, index]))],
  [[[], {}, [[]]]],
])("of equal data is equal, and what JSON says it is: %j", (value) => {
  expect(canonicalJson(value)).toBe(JSON.stringify(plainly(value)));
});
