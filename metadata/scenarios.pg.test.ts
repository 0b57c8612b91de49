import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadScenario } from "../engine/app/scenario/load-scenario.ts";
import { createScenarioBench, type ScenarioBench } from "../engine/app/scenario/scenario-bench.ts";
import { testDatabaseUrl } from "../tests/support/database.ts";

const ROOT = import.meta.dirname;

/** Every `<module>/scenarios/*.json`. */
const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => /^[a-z][^_]*[\\/]scenarios[\\/][^\\/]+\.json$/.test(path))
  .map((path) => join(ROOT, path))
  .sort();

let bench: ScenarioBench;
beforeAll(() => {
  bench = createScenarioBench(testDatabaseUrl("postgres"));
});
afterAll(() => bench.close());

describe("business scenarios", () => {
  test.each(
    files.map((path) => [`${loadScenario(path).scenario} (${relative(ROOT, path)})`, path]),
  )("%s", async (_title, path) => {
    expect(await bench.run(loadScenario(path))).toBeNull();
  });
});
