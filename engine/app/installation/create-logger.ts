import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import type { Settings } from "./settings.ts";

/** Structured lines: to stdout where something collects it, else to a file beside the data. */
export function createLogger(settings: Settings): Logger {
  const options = { level: process.env["PERFEX_LOG_LEVEL"] || "info", base: undefined };
  if (settings.log === "stdout") return pino(options, pino.destination({ dest: 1, sync: false }));
  mkdirSync(settings.dataFolder, { recursive: true });
  return pino(options, pino.destination({ dest: join(settings.dataFolder, "perfex.log"), sync: false, mkdir: true }));
}
