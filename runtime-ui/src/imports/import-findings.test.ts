import { expect, test } from "@jest/globals";
import { findingsOf } from "./import-findings.ts";

test("what a second import passes over is good to know, and no anomaly", () => {
  const of = (code: string, severity: string) => ({ code, severity, message: { fr: code, en: code } });
  const found = findingsOf({ findings: [of("ALREADY", "info"), of("LOOK", "warning"), of("EMPTY", "error")] });
  expect(found.notes.map(({ code }) => code)).toEqual(["ALREADY"]);
  expect(found.problems.map(({ code }) => code)).toEqual(["LOOK", "EMPTY"]);
});

test("what a table's import refuses is wrong", () => {
  const errors = [{ row: 2, column: null, code: "FIELD_REQUIRED", message: { fr: "x", en: "x" } }];
  expect(findingsOf({ errors })).toEqual({ problems: errors, notes: [] });
});
