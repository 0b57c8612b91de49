import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseDecimal } from "../../kernel/index.ts";
import { isMoreThanLeft } from "./quantity-left.ts";

const isMore = (wanted: string, left: string) => isMoreThanLeft(parseDecimal(wanted), parseDecimal(left));

describe("isMoreThanLeft", () => {
  test.each([
    ["1", "1", false],
    ["1.01", "1", true],
    ["-1", "-1", false],
    ["-1.01", "-1", true],
    ["-1", "1", true],
    ["1", "-1", true],
    ["0", "0", false],
    ["0", "-1", false],
    ["1", "0", true],
    ["-1", "0", true],
  ])("%s of %s left: %s", (wanted, left, expected) => expect(isMore(wanted, left)).toBe(expected));

  test("is the same for rebates as for goods", () => {
    const tenths = fc.integer({ min: -1000, max: 1000 }).map((value) => (value / 10).toFixed(1));
    const opposite = (text: string) => parseDecimal(text).negated().toFixed();
    fc.assert(
      fc.property(tenths, tenths, (wanted, left) => isMore(wanted, left) === isMore(opposite(wanted), opposite(left))),
    );
  });
});
