import { expect, test } from "@jest/globals";
import { seriesPattern } from "./series-pattern.ts";

test.each([
  ["FA-{year(date)}-{00000}", "FA-2026-{00000}", true],
  ["FA-{year(date)}-{00000}", "FB-2026-{00000}", false],
  ["FA-{year(date)}-{00000}", "FA-2026-{000}", false],
  ["a.{000}/é", "a.{000}/é", true],
  ["a.{000}", "ax{000}", false],
])("the pattern of %s is matched by the keys it draws from alone: %s", (series, key, isMatched) => {
  expect(new RegExp(seriesPattern(series), "u").test(key)).toBe(isMatched);
});
