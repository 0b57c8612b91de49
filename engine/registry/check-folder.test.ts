import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { checkFolder } from "./check-folder.ts";
import { LIBRARY } from "./tests/library.ts";

test("a folder without mistakes has no finding", () => {
  const { findings, files } = checkFolder(LIBRARY);
  expect(findings).toEqual([]);
  expect(files).toBeGreaterThan(25);
});

test("the product's own metadata has no finding", () => {
  const { findings } = checkFolder(join(import.meta.dirname, "../../metadata"));
  expect(findings.map(({ file, pointer, message }) => `${file}${pointer}: ${message.en}`)).toEqual([]);
});
