import { rm } from "node:fs/promises";
import { join } from "node:path";
import { writeSyntheticMetadata } from "../../engine/registry/tests/synthetic-metadata.ts";
import { PERFEX, runScript } from "../../tests/support/start-process.ts";
import type { LongWork } from "./types.ts";

const DOCTYPES = 150;

/** `perfex check` on a folder of 150 doctypes, start of the process included. */
export async function measureCheck(folder: string): Promise<LongWork> {
  const metadata = join(folder, "synthetic");
  writeSyntheticMetadata(metadata, DOCTYPES);
  const started = performance.now();
  await runScript(PERFEX, ["check", metadata], {});
  const seconds = (performance.now() - started) / 1_000;
  await rm(metadata, { recursive: true });
  return { name: `\`perfex check\`, ${DOCTYPES} doctypes`, seconds };
}
