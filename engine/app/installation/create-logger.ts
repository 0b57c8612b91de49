import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import type { Settings } from "./settings.ts";

/** Structured lines: to stdout where something collects it, else to a file beside the data. */
export function createLogger(settings: Settings): Logger {
  const options = { level: process.env["PERFEX_LOG_LEVEL"] || "info", base: undefined };
  if (settings.log === "stdout") return pino(options, openLog(1));
  mkdirSync(settings.dataFolder, { recursive: true });
  return pino(options, openLog(join(settings.dataFolder, "perfex.log")));
}

/** A log that cannot be written (a full disk) says so where it can; it ends nothing. */
function openLog(dest: number | string) {
  const log = pino.destination({ dest, sync: false, mkdir: true });
  log.on("error", (error: Error) => process.stderr.write(`log: ${error.message}\n`));
  return log;
}
