import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const SOURCES = join(import.meta.dirname, "..", "src");

test("no grid names its columns in one language: their names follow a switch", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  );
  const picked = files.filter((file) => /headerName:.*\.(fr|en)\b/.test(readFileSync(join(SOURCES, file), "utf8")));
  expect(files.length).toBeGreaterThan(100);
  expect(picked).toEqual([]);
});
