import { type Finding, finding, type MetadataFile } from "../../contract/index.ts";
import { PerfexError } from "../../kernel/index.ts";
import { createThreadPool } from "../../kernel/threads/index.ts";
import { locateFindings } from "../../registry/index.ts";
import { computingFindings } from "../in-process/computing-findings.ts";
import type { AlgorithmCall } from "./call-algorithm.ts";
import { exportNameOf } from "./locate.ts";

const LIMITS = { time_ms: 10_000, memory_mb: 512 };

/**
 * Programs that cannot be loaded, or do not export what they are called by. Each is loaded as a call would, and not called.
 * `computing`: those computed in the process, where more is refused.
 */
export async function programFindings(
  files: readonly MetadataFile[],
  computing: readonly MetadataFile[] = [],
): Promise<readonly Finding[]> {
  if (files.length === 0) return [];
  const threads = createThreadPool<AlgorithmCall, null>({
    module: new URL("./call-algorithm.ts", import.meta.url),
    threads: 1,
    limits: LIMITS,
    waiting_max: files.length,
    faultOf: (name, fault) =>
      new PerfexError("FUNCTION_FAILED", {
        function: name,
        reason: fault.kind === "timeout" ? `> ${fault.limit_ms} ms` : fault.reason,
      }),
  });
  try {
    const found = await Promise.all(files.map((file) => loadProgram(threads, file)));
    const broken = found.flat();
    const loaded = computing.filter(({ path }) => broken.every(({ file }) => file !== path));
    return locateFindings([...broken, ...computingFindings(loaded)]);
  } finally {
    await threads.close();
  }
}

async function loadProgram(threads: ReturnType<typeof createThreadPool<AlgorithmCall, null>>, file: MetadataFile) {
  const { id, path, program = "" } = file;
  const message = { path: program, exportName: exportNameOf(id) };
  try {
    await threads.call({ name: id, owner: "check", message });
    return [];
  } catch (error) {
    const reason = error instanceof PerfexError ? (error.params["reason"] ?? error.message) : String(error);
    return [finding("METADATA_PROGRAM_BROKEN", "/id", { id, reason }, { file: path })];
  }
}
