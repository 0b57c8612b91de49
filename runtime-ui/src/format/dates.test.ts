import { describe, expect, test } from "@jest/globals";
import { formatDate, formatRelative, parseDateText } from "./dates.ts";

describe("dates", () => {
  test("a calendar date is shown day first in both languages, whatever the time zone", () => {
    expect([formatDate("2026-03-01", "fr"), formatDate("2026-03-01", "en")]).toEqual(["01/03/2026", "01/03/2026"]);
  });

  test.each([
    ["15/03/2026", "2026-03-15"],
    ["15.3.26", "2026-03-15"],
    ["150326", "2026-03-15"],
    ["2026-03-15", "2026-03-15"],
    ["2026-03-15T10:00:00Z", "2026-03-15"],
  ])("%s is read as %s", (text, expected) => {
    expect(parseDateText(text)).toBe(expected);
  });

  test("what was done a moment ago is told so", () => {
    const now = Date.UTC(2026, 2, 15);
    const at = new Date(now - 5_000).toISOString();
    expect([formatRelative(at, "fr", now), formatRelative(at, "en", now)]).toEqual(["à l’instant", "just now"]);
  });

  test("a day alone is of this month, a day and a month are of this year", () => {
    const today = new Date(2026, 10, 29);
    expect([parseDateText("15", today), parseDateText("5/12", today)]).toEqual(["2026-11-15", "2026-12-05"]);
    expect(parseDateText("31", today)).toBeNull();
  });

  test.each(["31/02/2026", "15/13/2026", "tomorrow", ""])("%p is no date", (text) => {
    expect(parseDateText(text)).toBeNull();
  });
});
