import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openRealProduct } from "../../../tests/reliability/support/real-product.ts";
import { type PostgresProxy, startPostgresProxy } from "../../../tests/support/postgres-proxy.ts";
import { PERFEX, startScript } from "../../../tests/support/start-process.ts";
import { PerfexError } from "../../kernel/index.ts";
import { describeError } from "../command-line/terminal.ts";

const product = openRealProduct();
const file = join(mkdtempSync(join(tmpdir(), "perfex-stops-")), "parties.csv");
let proxy: PostgresProxy;
beforeAll(async () => {
  proxy = await startPostgresProxy(product.db.url);
  writeFileSync(file, "Nom ou raison sociale\nAlpha\n");
});
afterAll(() => proxy.close());

async function importing(): Promise<{ readonly code: number; readonly said: string }> {
  const args = ["import", "csv", "party", file, "--organization", "company"];
  const child = startScript(PERFEX, args, { DATABASE_URL: proxy.url, LC_ALL: "en" });
  let said = "";
  child.stderr?.on("data", (chunk) => (said += chunk));
  const [code] = await once(child, "close");
  return { code: Number(code), said };
}

test.each([
  "server_version",
  "metadata_revision",
  "insert into",
  "unknown address",
])("a command whose database stops (%s) says so in a sentence, with no stack behind it", async (stops) => {
  proxy.cutOn(stops);
  if (stops === "unknown address") await proxy.close();
  const { code, said } = await importing();
  expect(code).toBe(1);
  expect(said).toMatch(/✗ .+ \[DATABASE_(UNREACHABLE|OUTCOME_UNKNOWN)\]/);
  expect(said).not.toMatch(/^\s+at |Error:/m);
});

test("a mistake of ours is told with its stack", () => {
  const mistake = new PerfexError("INTERNAL", {}, { cause: new Error("broken") });
  expect(describeError(mistake, "en")).toMatch(/Error: broken\n\s+at /);
});
