import { setFlagsFromString } from "node:v8";
import { describe, expect, test } from "@jest/globals";
import { layoutOf } from "./layout.ts";

setFlagsFromString("--allow-natives-syntax");
const isHashTable = new Function("object", "return !%HasFastProperties(object)") as (object: object) => boolean;

const names = Array.from({ length: 60 }, (_, index) => `field_${index}`);
const filled = (start: object): object => {
  const object = { ...start } as Record<string, string>;
  for (const name of names) object[name] = name;
  return object;
};

describe("A layout", () => {
  test("has every member, and no value", () => {
    expect(Object.keys(layoutOf(names))).toEqual(names);
    expect(Object.values(layoutOf(names)).every((value) => value === undefined)).toBe(true);
  });

  test("keeps objects that are filled by name from becoming hash tables, as they would without", () => {
    expect(isHashTable(filled(layoutOf(names)))).toBe(false);
    expect(isHashTable(filled({ ...layoutOf(names), [names[0]!]: 1 }))).toBe(false);
    expect(isHashTable(filled({ [names[0]!]: 1 }))).toBe(true);
  });
});
