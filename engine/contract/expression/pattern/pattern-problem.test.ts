import { describe, expect, test } from "@jest/globals";
import { patternProblem } from "./pattern-problem.ts";

/** Patterns people write for identifiers, codes and addresses. */
const SAFE = [
  "^[A-Z]{2}\\d{9}$",
  "^\\d{14}$",
  "^\\d+(\\.\\d{1,2})?$",
  "^[A-Z0-9]+(-[A-Z0-9]+)*$",
  "^0[1-9]( ?\\d{2}){4}$",
  "^(\\d{2} ?){5}$",
  "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
  "^(FR|FI|DE)\\d+$",
  "^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$",
  "^#[0-9a-fA-F]{6}$",
  "^https?://[^\\s]+$",
  "^[\\p{L} '-]+$",
  "^(?<year>\\d{4})-(?<month>\\d{2})$",
  "^.{1,500}$",
  "^(a|b|c)*$",
  "^.*$",
  "",
  "^[\\w.]+[0-9]*$",
  "^(?:[A-Z]\\d)+$",
  "^(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)[A-Z0-9]{2,12}$",
  "^[A-Z]?[A-Z]?[A-Z]?[0-9]+$",
  "^\\u00e9\\x41\\t\\cA[\\b\\]-]+$",
];

/** Known cases of catastrophic backtracking, and what the language of patterns leaves out. */
const UNSAFE: readonly (readonly [pattern: string, problem: string])[] = [
  ["^(a+)+$", "nested_repeat"],
  ["^(a*)*$", "nested_repeat"],
  ["^([a-zA-Z]+)*$", "nested_repeat"],
  ["^(a|a)*$", "overlapping_choice"],
  ["^(a|aa)+$", "overlapping_choice"],
  ["^(a|a?)+$", "nested_repeat"],
  ["^(a?){25}a{25}$", "nested_repeat"],
  ["^(.*a){12}$", "overlapping_choice"],
  ["^(\\w+\\s?)*$", "nested_repeat"],
  ["^(x+x+)+y$", "overlapping_choice"],
  ["^(([a-z])+.)+[A-Z]([a-z])+$", "overlapping_choice"],
  ["^([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+\\.)+([a-zA-Z0-9]{2,4})+$", "nested_repeat"],
  ["^(\\d+)*x$", "nested_repeat"],
  ["^(.|\\n)*a(.|\\n)*$", "overlapping_choice"],
  ["^.*.*=.*$", "overlapping_repeats"],
  ["^\\s*\\s*\\s*$", "overlapping_repeats"],
  ["^(\\p{L}|[a-z])*$", "overlapping_choice"],
  ["^(ab|a[b-z])*$", "overlapping_choice"],
  [`^${"(a|a)".repeat(30)}$`, "overlapping_choice"],
  [`^${"a?".repeat(60)}${"a".repeat(60)}$`, "overlapping_choice"],
  ["^(a)\\1$", "back_reference"],
  ["^(?<x>a)\\k<x>$", "back_reference"],
  ["^(?=a)a$", "look_around"],
  ["^(?<!b)a$", "look_around"],
  ["^a{1,100000}$", "large_count"],
  ["^[a-z$", "invalid"],
  [`^${"a".repeat(200)}$`, "too_long"],
];

describe("A pattern for text fields", () => {
  test.each(SAFE)("is accepted when the next character always decides: %s", (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  });

  test.each(UNSAFE)("is refused when it could block the server or is no pattern: %s", (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
  });

  test("is judged without ever being run: an accepted one answers a hostile text of 5,000 characters at once", () => {
    const hostile = ["a", "1", " ", "-", "é", "a.", "@."].map((text) => `${text.repeat(5_000)}\u0000`);
    const slow = SAFE.filter((pattern) => {
      const compiled = new RegExp(pattern, "u");
      return hostile.some((text) => {
        const time_ms = () => {
          const before = performance.now();
          compiled.test(text);
          return performance.now() - before;
        };
        // Once more and again: a busy machine is not the pattern's fault.
        return time_ms() > 1_000 && Math.min(time_ms(), time_ms()) > 1_000;
      });
    });
    expect(slow).toEqual([]);
  });
});
