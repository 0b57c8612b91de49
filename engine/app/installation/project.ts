import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The project's own folders. The engine finds metadata, seeds and screens by path and never imports them. */
export const PROJECT_FOLDER = join(import.meta.dirname, "..", "..", "..");
export const METADATA_FOLDER = join(PROJECT_FOLDER, "metadata");
export const SCREENS_FOLDER = join(PROJECT_FOLDER, "dist", "runtime-ui");

/** Loads a module of the project by its path, e.g. `seeds/demo/index.ts`: its source, or what the built program has of it. */
export function importByPath<Module>(path: string): Promise<Module> {
  const program = process.env["PERFEX_PROGRAM"];
  const file = program === undefined ? path : join(program, path.replace(/\.ts$/, ".js"));
  return import(pathToFileURL(join(PROJECT_FOLDER, file)).href) as Promise<Module>;
}
