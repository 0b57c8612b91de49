import { expect, test } from "@jest/globals";
import { acceptedOperators, FILTER_OPERATORS, type Field, familyOf, offeredOperators } from "./index.ts";

const TYPES = [
  "text",
  "color",
  "integer",
  "rating",
  "date",
  "time",
  "boolean",
  "choice",
  "link",
  "file",
  "tags",
  "json",
  "table",
  "secret",
] as const;

test("a screen offers no comparison that a query refuses", () => {
  for (const type of TYPES) {
    const field = { type, label: { fr: "x", en: "x" }, options: {}, to: "x", of: "x" } as unknown as Field;
    const refused = offeredOperators(field).filter((op) => !acceptedOperators(familyOf(field)).includes(op));
    expect({ type, refused }).toEqual({ type, refused: [] });
  }
});

test("a computed field compares like its result", () => {
  const label = { fr: "x", en: "x" };
  expect(familyOf({ type: "computed", result: "money", expression: "1", label })).toBe("number");
  expect(Object.keys(FILTER_OPERATORS)).toEqual(expect.arrayContaining([...acceptedOperators("text")]));
});
