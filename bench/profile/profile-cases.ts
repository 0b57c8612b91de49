import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { casesOf, makeDrafts, noDrafts } from "../compare.ts";
import type { Ground } from "../ground.ts";
import { type Measurement, measure } from "../load/measure.ts";
import { warmUp } from "../load/warm-up.ts";
import type { BenchOptions } from "../options.ts";
import type { World } from "../world.ts";
import { renderProfile } from "./render-profile.ts";
import { type CpuProfile, functionCosts } from "./top-functions.ts";
import { resetStatements, statementCosts } from "./top-statements.ts";

const recordOf = (folder: string) => join(folder, "cpu.json");

/** Lets the product's server record where its time goes. */
export const recorderEnvironment = (folder: string): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, "record-cpu.mjs")).href}`,
  RECORD_CPU_TO: recordOf(folder),
});

/** Runs cases against the product alone and tells where Node and Postgres spend their time. */
export async function profileCases(world: World, ground: Ground, options: BenchOptions): Promise<string> {
  const reports: string[] = [];
  for (const key of options.profile ?? []) {
    for (const connections of options.connections) {
      reports.push(await profileAt(world, ground, key, connections, options));
    }
  }
  return reports.join("\n");
}

async function profileAt(
  world: World,
  { client, folder }: Ground,
  key: string,
  connections: number,
  { slice_ms, slices_max, duration_ms }: BenchOptions,
): Promise<string> {
  const drafts = noDrafts();
  const one = (await casesOf(world, drafts)).find((candidate) => candidate.key === key)!;
  const { port, pid } = world.servers.product;
  const run = async (duration: number): Promise<Measurement> => {
    if (one.needsDrafts) await makeDrafts(world, client, drafts, duration, ["product"]);
    return measure({ port, connections, duration_ms: duration, make: one.product });
  };
  await warmUp(() => run(slice_ms), slices_max);
  const plain = await run(duration_ms);
  if (one.needsDrafts) await makeDrafts(world, client, drafts, duration_ms, ["product"]);
  await rm(recordOf(folder), { force: true });
  await resetStatements(client);
  process.kill(pid, "SIGUSR2");
  const measured = await run(duration_ms);
  process.kill(pid, "SIGUSR2");
  const statements = await statementCosts(client);
  const { profile, cpu_ms } = JSON.parse(await recorded(folder)) as { profile: CpuProfile; cpu_ms: number };
  return renderProfile({
    name: one.name,
    connections,
    plain,
    measured,
    cpu_ms,
    duration_ms,
    functions: functionCosts(profile, cpu_ms),
    statements,
  });
}

async function recorded(folder: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const text = await readFile(recordOf(folder), "utf8").catch(() => "");
    if (text.endsWith("}")) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the server wrote no profile");
}
