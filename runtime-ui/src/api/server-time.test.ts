import { expect, test } from "@jest/globals";
import { noteServerTime, serverNow } from "./server-time.ts";

const answered = (date: string | null) => ({ get: (name: string) => (name === "date" ? date : null) });
const at = (text: string) => Date.parse(text);

test("a device whose clock is wrong goes by the server's, also while time passes", () => {
  noteServerTime(answered("Mon, 30 Nov 2026 23:30:00 GMT"), at("2024-01-01T00:00:00Z"));
  expect(serverNow(at("2024-01-01T00:00:10Z"))).toBe(at("2026-11-30T23:30:10Z"));
});

test("an answer without a readable date changes nothing", () => {
  noteServerTime(answered("Mon, 30 Nov 2026 23:30:00 GMT"), at("2024-01-01T00:00:00Z"));
  for (const date of [null, "soon"]) noteServerTime(answered(date), at("2024-01-01T00:00:00Z"));
  expect(serverNow(at("2024-01-01T00:00:00Z"))).toBe(at("2026-11-30T23:30:00Z"));
});
