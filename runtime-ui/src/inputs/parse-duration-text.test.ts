import { expect, test } from "@jest/globals";
import { parseDurationText } from "./parse-duration-text.ts";

test.each([
  ["2 h 30", 9000],
  ["2:30", 9000],
  ["90 min", 5400],
  ["1,5", 5400],
  ["", null],
  ["soon", undefined],
])("the duration %p is %p seconds", (text, seconds) => {
  expect(parseDurationText(text)).toBe(seconds);
});
