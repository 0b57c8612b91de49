import { describe, expect, test } from "@jest/globals";
import { warmUp } from "./warm-up.ts";

const running = (rates: readonly number[], slices_max = rates.length) => {
  let turn = 0;
  return warmUp(async () => ({ requests_per_s: rates[turn++]! }), slices_max);
};

describe("warmUp", () => {
  test("ends when two slices in a row are no faster than the fastest", async () => {
    expect(await running([100, 200, 300, 305, 290, 999])).toBe(5);
  });

  test("goes on after one slow slice", async () => {
    expect(await running([100, 90, 200, 200, 200])).toBe(5);
  });

  test("ends after the most slices where it never gets steady", async () => {
    expect(await running([1, 2, 3, 4, 5, 6], 4)).toBe(4);
  });
});
