import { expect, test } from "@jest/globals";
import { atOnce, type Portions, STEPS_AT_ONCE } from "../portions.ts";
import { inPortions } from "./pauses.ts";

function* counted(name: string, portions: number, told: string[], steps = STEPS_AT_ONCE): Portions<string> {
  for (let portion = 0; portion < portions; portion++) {
    told.push(name);
    yield steps;
  }
  return name;
}

test("of long work going on, one portion is done in turn, and what waits comes in between", async () => {
  const told: string[] = [];
  const other = () => {
    if (told.push("other") < 9) setImmediate(other);
  };
  const works = [inPortions(counted("a", 3, told)), inPortions(counted("b", 3, told))];
  setImmediate(other);
  expect(await Promise.all(works)).toEqual(["a", "b"]);
  // Each begins at once; from then on nobody goes twice before the others went.
  expect(told.slice(0, 2)).toEqual(["a", "b"]);
  const rest = told.slice(2);
  expect(rest.filter((name) => name !== "other")).toEqual(["a", "b", "a", "b"]);
  expect(rest.filter((name, index) => name !== "other" && name === rest[index + 1])).toEqual([]);
  expect(rest.filter((name) => name === "other").length).toBeGreaterThanOrEqual(3);
});

test("short work is done at once, as it is where nobody waits", () => {
  expect(inPortions(counted("short", 4, [], STEPS_AT_ONCE / 5))).toBe("short");
  expect(atOnce(counted("long", 40, []))).toBe("long");
});
