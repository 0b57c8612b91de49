import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addDays, addMonths, daysBetween, endOfMonth, isIsoDate } from "./dates.ts";
import { Decimal, formatDecimal, parseDecimal, roundHalfUp } from "./decimal.ts";
import { isId, newId } from "./ids.ts";
import { SEED } from "./tests/seed.ts";

const day = fc
  .date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2199-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("decimals", () => {
  test("keep every digit of a 20-digit amount", () => {
    expect(formatDecimal(parseDecimal("12345678901234567890.12"), 2)).toBe("12345678901234567890.12");
  });

  test("round half up, away from zero", () => {
    expect(["0.005", "-0.005", "1.004999", "2.675"].map((text) => formatDecimal(parseDecimal(text), 2))).toEqual([
      "0.01",
      "-0.01",
      "1.00",
      "2.68",
    ]);
  });

  test("write zero without a sign, whatever was rounded to it", () => {
    expect(["-0.004", "-0", "-0.005"].map((text) => formatDecimal(parseDecimal(text), 2))).toEqual([
      "0.00",
      "0.00",
      "-0.01",
    ]);
  });

  test("refuse what is not an exact decimal", () => {
    for (const value of ["", "1,5", "1e5", "0x10", "NaN", "Infinity", null, {}, [], "1.2.3"]) {
      expect(() => parseDecimal(value)).toThrow(expect.objectContaining({ code: "DECIMAL_INVALID" }));
    }
  });

  test("rounding moves a value by at most half a unit", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.integer({ min: 0, max: 4 }),
        (units, decimals) => {
          const value = new Decimal(units.toString()).div(1_000_000);
          const half = new Decimal(10).pow(-decimals).div(2);
          expect(roundHalfUp(value, decimals).minus(value).abs().lessThanOrEqualTo(half)).toBe(true);
        },
      ),
      { seed: SEED },
    );
  });
});

describe("dates", () => {
  test("the 31st moved by a month is the last day of the next", () => {
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2025-03-31", -1)).toBe("2025-02-28");
    expect(endOfMonth("2026-02-10")).toBe("2026-02-28");
  });

  test("only real days are dates", () => {
    expect(["2026-02-29", "2026-13-01", "2026-1-1", "0000-01-01", "2026-04-31"].filter(isIsoDate)).toEqual([]);
    expect(isIsoDate("2024-02-29")).toBe(true);
  });

  test("the first century is not the twentieth", () => {
    expect(addDays("0099-12-31", 1)).toBe("0100-01-01");
    expect(daysBetween("0099-12-31", "0100-01-01")).toBe(1);
  });

  test("adding days and counting them agree", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5_000, max: 5_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
      { seed: SEED },
    );
  });
});

describe("identifiers", () => {
  test("ids made one after the other are distinct and sorted", () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isId)).toBe(true);
    expect(ids.every((id) => id[14] === "7" && "89ab".includes(id[19]!))).toBe(true);
  });
});
