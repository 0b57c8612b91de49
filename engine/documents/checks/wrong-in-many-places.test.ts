import { expect, test } from "@jest/globals";
import { validateJson } from "../../contract/validation/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import { resolveRegistry } from "../../registry/index.ts";
import { libraryMetadata } from "../tests/library-metadata.ts";
import { parseValues } from "./parse-values.ts";
import { raiseProblems } from "./raise-problems.ts";

const doctype = resolveRegistry(libraryMetadata()).doctype("loan");
const unknown = (count: number, length: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}-`.padEnd(length, "x"), 1]));
const BODIES: Readonly<Record<string, unknown>> = {
  "many names nobody knows": unknown(50_000, 20),
  "many of them in a row": { lines: [unknown(50_000, 20)] },
  "many rows that are none": { lines: Array.from({ length: 5_000 }, () => 1) },
  "many rows with wrong values": { lines: Array.from({ length: 5_000 }, () => ({ quantity: "x".repeat(100) })) },
  "very long names": unknown(100, 20_000),
};
const ANSWER_MAX = 1_000_000;

test.each(Object.entries(BODIES))("%s are told as far as anybody reads, and no further", (_, input) => {
  const { problems } = parseValues({ doctype, input, stored: null, origin: "person", stateField: null });
  expect(problems.length).toBeLessThanOrEqual(100);
  expect(problems.length).toBeGreaterThanOrEqual(90);
  expect(JSON.stringify(problems.map(({ pointer, message }) => [pointer, message])).length).toBeLessThan(ANSWER_MAX);
});

test("more problems than are told are counted", () => {
  const { problems } = parseValues({
    doctype,
    input: unknown(100, 5),
    stored: null,
    origin: "person",
    stateField: null,
  });
  try {
    raiseProblems([...problems, ...problems]);
    expect("raised").toBe(true);
  } catch (error) {
    expect(isPerfexError(error) && [error.params["count"], error.details.length]).toEqual([200, 100]);
  }
});

test("data against a declared schema is told the first of its mistakes", () => {
  const schema = { type: "object", properties: {}, additionalProperties: false };
  expect(validateJson(schema, unknown(50_000, 20))).toHaveLength(100);
});
