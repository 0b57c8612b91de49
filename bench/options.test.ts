import { describe, expect, test } from "@jest/globals";
import { parseOptions } from "./options.ts";

const KEYS = ["create", "update", "submit"];
const parse = (...args: string[]) => parseOptions(args, KEYS);

describe("parseOptions", () => {
  test("without any, everything is measured on fresh data", () => {
    expect(parse()).toMatchObject({ only: null, profile: null, isDataKept: false, connections: [1, 16], rounds: 5 });
  });

  test("a few cases are measured on kept data, as long and as wide as asked", () => {
    const options = parse("--only", "create,update", "--connections", "4", "--seconds", "0.2", "--rounds", "3");
    expect(options).toMatchObject({ only: ["create", "update"], isDataKept: true, connections: [4], rounds: 3 });
    expect(options.duration_ms).toBe(200);
  });

  test("a case runs under the profiler with many requests at a time, unless told", () => {
    expect(parse("--profile", "submit")).toMatchObject({ profile: ["submit"], connections: [16], isDataKept: true });
    expect(parse("--profile", "submit", "--connections", "1").connections).toEqual([1]);
  });

  test.each([
    ["a case that does not exist", ["--only", "creat"], /no case "creat"; there are create, update, submit/],
    ["an option that does not exist", ["--onyl", "create"], /--onyl[\s\S]*npm run bench/],
    ["a number that is none", ["--connections", "1,many"], /"many" is no number/],
    ["a time of nothing", ["--seconds", "0"], /"0" is no number above zero/],
  ])("refuses %s, and says what is possible", (_what, args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
