import { describe, expect, test } from "@jest/globals";
import { createRateLimits } from "./rate-limits.ts";
import { Spending } from "./spending.ts";

const BUDGET = { points: 2, seconds: 10 };

function spending() {
  const clock = { now: 1_000 };
  return { clock, of: new Spending(BUDGET, () => clock.now) };
}

describe("a budget", () => {
  test("is spent by each key for itself, and tells how long to wait once it is", () => {
    const { clock, of } = spending();
    expect([of.spend("a"), of.spend("a")]).toEqual([0, 0]);
    clock.now += 4_000;
    expect(of.spend("a")).toBe(6_000);
    expect(of.spend("b")).toBe(0);
    expect([of.spent("a"), of.spent("b"), of.spent("c")]).toEqual([3, 1, 0]);
  });

  test("is whole again when its window ends, which no later point puts off", () => {
    const { clock, of } = spending();
    of.spend("a");
    clock.now += 9_999;
    of.spend("a");
    expect(of.spend("a")).toBe(1);
    clock.now += 1;
    expect(of.spent("a")).toBe(0);
    expect(of.spend("a")).toBe(0);
  });

  test("takes back what was spent for nothing, never more than that", () => {
    const { of } = spending();
    of.giveBack("a");
    of.spend("a");
    of.giveBack("a");
    of.giveBack("a");
    expect([of.spend("a"), of.spend("a"), of.spend("a") > 0]).toEqual([0, 0, true]);
  });

  test("forgotten for a key is whole for it alone", () => {
    const { of } = spending();
    for (const key of ["a", "b"]) for (let point = 0; point < 3; point++) of.spend(key);
    of.reset("a");
    expect([of.spend("a"), of.spend("b") > 0]).toEqual([0, true]);
  });
});

test("who has spent a budget is refused with the seconds to wait; other budgets are untouched", () => {
  const limits = createRateLimits({ few: { points: 1, seconds: 30 }, many: { points: 100, seconds: 30 } });
  limits.spend("few", "a");
  expect(() => limits.spend("few", "a")).toThrow(
    expect.objectContaining({ code: "HTTP_RATE_LIMITED", data: { retry_after_seconds: 30 } }),
  );
  limits.spend("many", "a");
});
