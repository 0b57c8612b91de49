import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ERROR_CATALOGUE, type ErrorCode } from "./catalogue.ts";
import type { ErrorDefinition } from "./define-errors.ts";
import { PerfexError } from "./perfex-error.ts";
import { renderErrorReference } from "./render-error-reference.ts";

const definitions = Object.entries<ErrorDefinition>(ERROR_CATALOGUE);
/** `{label_fr}` and `{label_en}` are one parameter in two languages. */
const parametersOf = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!.replace(/_(fr|en)$/, "")));

describe("the error catalogue", () => {
  test.each(definitions)("%s speaks both languages about the same things", (_, error) => {
    expect(error.fr.trim()).not.toBe("");
    expect(error.en.trim()).not.toBe("");
    expect(parametersOf(error.fr)).toEqual(parametersOf(error.en));
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(600);
  });

  test("docs/errors.md says the same", () => {
    const written = readFileSync(join(import.meta.dirname, "../../../docs/errors.md"), "utf8");
    expect(written).toBe(renderErrorReference());
  });

  test("parameters are filled into both languages, unknown ones stay visible", () => {
    const error = new PerfexError("DATE_INVALID" satisfies ErrorCode, { value: "31/02" });
    expect(error.text).toEqual({
      fr: "« 31/02 » n'est pas une date (AAAA-MM-JJ).",
      en: "“31/02” is not a date (YYYY-MM-DD).",
    });
    expect(new PerfexError("DATE_INVALID").text.en).toContain("{value}");
  });
});
