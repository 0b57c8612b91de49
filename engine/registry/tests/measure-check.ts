// How long `checkFolder` takes for 150 doctypes, from a cold start: `node --import tsx engine/registry/tests/measure-check.ts [count]`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFolder } from "../check-folder.ts";
import { loadMetadata } from "../load-metadata.ts";
import { resolveRegistry } from "../resolve-registry.ts";
import { writeSyntheticMetadata } from "./synthetic-metadata.ts";

const count = Number(process.argv[2] ?? 150);
const folder = mkdtempSync(join(tmpdir(), "perfex-check-"));
writeSyntheticMetadata(folder, count);

/** Processor time next to the clock's: other work on the machine does not count in it. */
function measure<T>(work: () => T) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    result,
    text: `${(performance.now() - start).toFixed(0)} ms (${((user + system) / 1000).toFixed(0)} ms of processor)`,
  };
}

const cold = measure(() => checkFolder(folder));
const metadata = loadMetadata([folder]);
const resolved = measure(() => resolveRegistry(metadata));
const { files, findings } = cold.result;
const registry = resolved.result;
rmSync(folder, { recursive: true });

process.stdout.write(
  `${registry.doctypes.size} doctypes, ${files} files, ${findings.length} findings: ` +
    `check ${cold.text}, resolve ${resolved.text}\n`,
);
