import { expect, test } from "@jest/globals";
import { errorsAfter } from "./form-errors.ts";

const row = (key: string, quantity = "1") => ({ $key: key, quantity });
const [a, b, c] = [row("a"), row("b"), row("c")];
const before = { date: "2026-01-01", note: null, lines: [a, b] };
const errors = { "/lines/1/quantity": "too many", "/lines/1": "twice", "/date": "closed", "": "refused" };

test.each([
  ["a row above it", { lines: [c, a, b] }, { "/lines/2/quantity": "too many", "/lines/2": "twice", "/date": "closed" }],
  ["its row moved", { lines: [b, a] }, { "/lines/0/quantity": "too many", "/lines/0": "twice", "/date": "closed" }],
  ["its row removed", { lines: [a] }, { "/date": "closed" }],
  [
    "a row removed above it",
    { lines: [b] },
    { "/lines/0/quantity": "too many", "/lines/0": "twice", "/date": "closed" },
  ],
  ["another value in its cell", { lines: [a, row("b", "2")] }, { "/lines/1": "twice", "/date": "closed" }],
  [
    "another value in a cell beside it",
    { lines: [row("a", "2"), b] },
    { "/lines/1/quantity": "too many", "/lines/1": "twice", "/date": "closed" },
  ],
  ["another date", { date: "2026-01-02" }, { "/lines/1/quantity": "too many", "/lines/1": "twice" }],
  ["another note", { note: "x" }, { "/lines/1/quantity": "too many", "/lines/1": "twice", "/date": "closed" }],
])("what was said of a value goes where the value goes: %s", (_, change, left) => {
  expect(errorsAfter(errors, before, { ...before, ...change })).toEqual(left);
});
