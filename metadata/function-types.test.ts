import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { renderFunctionTypes } from "../scripts/generate-function-types.ts";

const HOW = "run: node --import tsx scripts/generate-metadata.ts";

test("every function has the types its declaration says", async () => {
  const rendered = await renderFunctionTypes();
  const isKept = ({ path, text }: (typeof rendered)[number]) => existsSync(path) && readFileSync(path, "utf8") === text;
  expect([HOW, rendered.filter((one) => !isKept(one)).map(({ path }) => path)]).toEqual([HOW, []]);
  expect(rendered.length).toBeGreaterThan(0);
});
