import { describe, expect, test } from "@jest/globals";
import { instantMs, isIsoDate } from "./dates.ts";

describe("an instant", () => {
  test.each([
    "2026-01-31T09:30:00+01:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z",
    "2024-02-29T00:00Z",
  ])("%s can be kept", (text) => expect(instantMs(text)).toBe(Date.parse(text)));

  test.each([
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "0000-12-31T23:59:59Z",
    "10000-01-01T00:00:00Z",
    "+010000-01-01T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "2016-12-31T23:59:60Z",
    "2026-02-29T00:00:00Z",
    "2026-01-01T00:00:00+16:00",
  ])("%s is none that a database keeps", (text) => expect(instantMs(text)).toBeNull());
});

test.each(["0000-01-01", "10000-01-01", "-001-01-01", "2026-02-29", "2026-13-01"])("%s is no date", (text) =>
  expect(isIsoDate(text)).toBe(false));
