import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";

const BUILT = join(import.meta.dirname, "..", "..", "dist", "runtime-ui");
const SHELL_KB_MAX = 350;

test(`the scripts every page starts with are under ${SHELL_KB_MAX} kB compressed`, () => {
  const page = readFileSync(join(BUILT, "index.html"), "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(BUILT, path))).length, 0);
  expect(bytes / 1_000).toBeLessThan(SHELL_KB_MAX);
});
