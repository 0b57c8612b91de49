import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { layersWith } from "../composition/layers.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { createScenarioBench } from "../scenario/scenario-bench.ts";
import { layersInForce } from "./layers-in-force.ts";

/** Nothing outlives the run, so nothing needs to reach the disk. */
const THROWAWAY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "128MB" };

/**
 * Plays scenario files on a database of their own, far from the installation's data, with the metadata `apply` would put into
 * force. Exit code 1 when one fails.
 */
export const scenario: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, { metadata: "string", data: "string", organization: "string" });
  if (words.length === 0) return fail("APP_ARGUMENT_MISSING", { argument: "FILE", usage: "perfex scenario FILE…" });
  const scenarios = words.map((path) => ({ path, scenario: loadScenario(path) }));
  const { layers, paths } = layersWith(await layersInForce(options), options.metadata);
  const folder = await mkdtemp(join(tmpdir(), "perfex-scenario-"));
  // Started as root, the database runs as somebody else, who must be able to enter.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), settings: THROWAWAY });
  const bench = createScenarioBench(postgres.url, { layers, ...(paths && { paths }) });
  let failed = 0;
  try {
    for (const { path, scenario: wanted } of scenarios) {
      const failure = await bench.run(wanted);
      terminal.print(`${failure ? "✗" : "✓"} ${wanted.scenario}`);
      if (!failure) continue;
      failed += 1;
      terminal.print(`  ${path}, step ${failure.step} (${failure.what}): ${failure.reason}`);
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return failed > 0 ? 1 : 0;
};
