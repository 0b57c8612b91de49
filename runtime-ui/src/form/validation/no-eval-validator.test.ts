import { expect, test } from "@jest/globals";
import { findErrors, pointerOf } from "./no-eval-validator.ts";

const SCHEMA = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", maxLength: 3 },
    lines: { type: "array", items: { type: "object", properties: { count: { type: "integer", minimum: 1 } } } },
  },
};

test("each problem is told once, at its own place", () => {
  const errors = findErrors(SCHEMA, { name: "long", lines: [{ count: 2 }, { count: 0 }] });
  expect(errors.map((error) => [pointerOf(error), error.keyword])).toEqual([
    ["/name", "maxLength"],
    ["/lines/1/count", "minimum"],
  ]);
});

test("a missing property is reported where it should be", () => {
  expect(findErrors(SCHEMA, {}).map(pointerOf)).toEqual(["/name"]);
});
