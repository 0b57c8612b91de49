import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { createRateLimits } from "./rate-limits.ts";

const limitsOf = () => createRateLimits({ few: { points: 2, seconds: 10 }, many: { points: 100, seconds: 10 } });
const refused = (seconds: number) =>
  expect.objectContaining({ code: "HTTP_RATE_LIMITED", data: { retry_after_seconds: seconds } });

let limits: ReturnType<typeof limitsOf>;
beforeEach(() => {
  jest.useFakeTimers();
  limits = limitsOf();
});
afterEach(() => void jest.useRealTimers());

/** "spent", or what refuses it. */
const spend = (key: string, limit: "few" | "many" = "few") =>
  limits.spend(limit, key).then(
    () => "spent",
    (error: unknown) => error,
  );
async function spendAll(key: string): Promise<void> {
  for (const limit of ["few", "few", "many"] as const) expect(await spend(key, limit)).toBe("spent");
}

describe("a budget", () => {
  test("is spent by each key for itself; who has spent it is told the seconds to wait, and may still spend others", async () => {
    await spendAll("a");
    jest.advanceTimersByTime(4_500);
    expect(await spend("a")).toEqual(refused(6));
    expect([await spend("a", "many"), await spend("b")]).toEqual(["spent", "spent"]);
    expect(await Promise.all(["a", "b", "c"].map((key) => limits.spent("few", key)))).toEqual([3, 1, 0]);
  });

  test("asked for at the same moment is no larger", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => spend("a")));
    expect(answers).toEqual(["spent", "spent", ...Array(3).fill(refused(10))]);
  });

  test("is whole again when its window ends, which no later point puts off", async () => {
    await spend("a");
    jest.advanceTimersByTime(9_999);
    expect([await spend("a"), await spend("a")]).toEqual(["spent", refused(1)]);
    jest.advanceTimersByTime(1);
    expect(await limits.spent("few", "a")).toBe(0);
    await spendAll("a");
  });

  test("takes back what was spent for nothing, never more than that", async () => {
    await limits.giveBack("few", "a");
    await spend("a");
    await limits.giveBack("few", "a");
    await limits.giveBack("few", "a");
    await spendAll("a");
    expect(await spend("a")).toEqual(refused(10));
  });

  test("forgotten for a key is whole for it alone", async () => {
    for (const key of ["a", "b"]) await spendAll(key);
    await limits.reset("few", "a");
    await spendAll("a");
    expect(await spend("b")).toEqual(refused(10));
  });
});
