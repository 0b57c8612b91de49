import { expect, test } from "@jest/globals";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { SEED } from "../../../../engine/kernel/tests/seed.ts";
import { shareOut } from "./share_out.ts";

const share = (whole: string, exact: readonly string[], decimals = "2") =>
  shareOut({ whole, decimals, parts: exact.map((one) => ({ exact: one })) }).rows.map(({ part }) => part);

test("what rounding leaves over goes to the parts it changed most", () => {
  expect(share("0.91", ["0.3036", "0.3036", "0.3036"])).toEqual(["0.31", "0.30", "0.30"]);
  expect(share("1.00", ["0.336", "0.337", "0.335"])).toEqual(["0.33", "0.34", "0.33"]);
  expect(share("5.15", ["3.12021", "-0.4685", "2.49242"])).toEqual(["3.12", "-0.47", "2.50"]);
  expect(share("101", ["33.4", "33.4", "33.4"], "0")).toEqual(["34", "34", "33"]);
  expect(share("0.00", [])).toEqual([]);
});

test("whatever the parts, they make the whole, and none is further from its exact value than it must be", () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => new Decimal(value).div(10_000));
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), (exact) => {
      const whole = exact.reduce((sum, one) => sum.plus(one)).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
      const parts = share(
        whole.toFixed(2),
        exact.map((one) => one.toFixed()),
      );
      expect(Decimal.sum(...parts).toFixed(2)).toBe(whole.toFixed(2));
      for (const [index, part] of parts.entries()) {
        expect(
          new Decimal(part)
            .minus(exact[index] as Decimal)
            .abs()
            .lt("0.015"),
        ).toBe(true);
      }
    }),
    { seed: SEED },
  );
});
