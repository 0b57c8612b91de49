import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { CASES } from "../cases/all-cases.ts";
import { FUNCTION_REFERENCE } from "./function-reference.ts";

const guide = (file: string): string =>
  readFileSync(join(import.meta.dirname, "../../../../docs/guides", file), "utf8");

describe("Every function", () => {
  test("has a case in the shared table", () => {
    const sources = CASES.map((each) => each.source).join("\n");
    expect(FUNCTION_REFERENCE.filter(({ name }) => !sources.includes(`${name}(`))).toEqual([]);
  });

  test.each([
    ["expressions.md", "en"],
    ["expressions.fr.md", "fr"],
  ] as const)("stands in the guide with its usage and summary: %s", (file, language) => {
    const text = guide(file);
    const rows = FUNCTION_REFERENCE.map(({ usage, summary }) => `| \`${usage}\` | ${summary[language]} |`);
    expect(rows.filter((row) => !text.includes(row))).toEqual([]);
  });
});
