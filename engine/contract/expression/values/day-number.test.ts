import { describe, expect, test } from "@jest/globals";
import { dateOfDay, dayNumber, FIRST_DAY, LAST_DAY } from "./day-number.ts";

describe("Running day numbers", () => {
  test("count the days between known dates", () => {
    expect(dayNumber("1970-01-01") - dayNumber("1969-12-31")).toBe(1);
    expect(dayNumber("2024-03-01") - dayNumber("2024-02-28")).toBe(2);
    expect(dayNumber("2100-03-01") - dayNumber("2100-02-28")).toBe(1);
    expect(dayNumber("2026-01-01") - dayNumber("1970-01-01")).toBe(20_454);
    expect(LAST_DAY - FIRST_DAY).toBe(3_652_058);
  });

  test("give back the date they were made from, on every 97th day of the calendar", () => {
    const wrong: number[] = [];
    for (let number = FIRST_DAY; number <= LAST_DAY; number += 97) {
      if (dayNumber(dateOfDay(number)) !== number) wrong.push(number);
    }
    expect(wrong).toEqual([]);
  });

  test("agree with the system's calendar", () => {
    const epoch = dayNumber("1970-01-01");
    const wrong = Array.from({ length: 3_000 }, (_, index) => index * 331 - 400_000)
      .map((days) => [dateOfDay(epoch + days), new Date(days * 86_400_000).toISOString().slice(0, 10)])
      .filter(([ours, theirs]) => ours !== theirs);
    expect(wrong).toEqual([]);
  });
});
