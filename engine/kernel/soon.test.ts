import { describe, expect, test } from "@jest/globals";
import { Arriving, type Soon, whenKnown } from "./soon.ts";

const twice = (value: number): Soon<number> => value * 2;

describe("what is mostly at hand", () => {
  test("is gone on with at once where it is, and waited for where it is not", async () => {
    expect(whenKnown(2, twice)).toBe(4);
    const waited = whenKnown(Promise.resolve(2), twice);
    expect(waited).toBeInstanceOf(Promise);
    expect(await waited).toBe(4);
  });

  test("is at hand from the moment it has come", async () => {
    const arriving = new Arriving(Promise.resolve("here"));
    expect(arriving.soon).toBeInstanceOf(Promise);
    await arriving.soon;
    expect(arriving.soon).toBe("here");
  });

  test("is a failure for everybody who asks when it does not come", async () => {
    const arriving = new Arriving<string>(Promise.reject(new RangeError("away")));
    await expect(arriving.soon).rejects.toThrow("away");
    await expect(arriving.soon).rejects.toThrow("away");
  });
});
