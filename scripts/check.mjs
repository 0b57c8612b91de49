// Everything that can be known without a database: types, lint and format, the architecture's rules, the metadata.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import jestConfig from "../jest.config.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { globalSetup: _setup, globalTeardown: _teardown, ...withoutDatabase } = jestConfig;
const jest = [
  "--experimental-vm-modules",
  "--disable-warning=ExperimentalWarning",
  "node_modules/jest/bin/jest.js",
  "--config",
  JSON.stringify({ ...withoutDatabase, rootDir: root }),
  "--maxWorkers=1",
];

const CHECKS = {
  types: ["node_modules/typescript/bin/tsc", "--pretty"],
  lint: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--diagnostic-level=warn", "."],
  tidy: [...jest, "tests/tidy"],
  metadata: ["bin/perfex.mjs", "check"],
};

/** Output is kept back and shown only when the check fails. */
function run(name) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, CHECKS[name], { cwd: root, env: { ...process.env, FORCE_COLOR: "1" } });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("close", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}

// The compiler takes longest and one core; the others share a second one.
const [types, others] = await Promise.all([
  run("types"),
  (async () => [await run("lint"), await run("tidy"), await run("metadata")])(),
]);
process.exitCode = [types, ...others].every(Boolean) ? 0 : 1;
