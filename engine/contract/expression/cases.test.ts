import { describe, expect, test } from "@jest/globals";
import { CASES } from "./cases/all-cases.ts";
import { runCase } from "./cases/run-case.ts";

describe("The table of cases in memory", () => {
  test("has more than 150 cases", () => {
    expect(CASES.length).toBeGreaterThan(150);
  });

  test.each(CASES.map((each) => [each.source, each] as const))("gives what the table says: %s", (_source, each) => {
    expect(runCase(each)).toEqual(each.expected);
  });
});
