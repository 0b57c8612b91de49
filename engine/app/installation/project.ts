import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The project's own folders. The engine finds metadata, seeds and screens by path and never imports them. */
export const PROJECT_FOLDER = join(import.meta.dirname, "..", "..", "..");
export const METADATA_FOLDER = join(PROJECT_FOLDER, "metadata");
export const TEMPLATE_FOLDER = join(PROJECT_FOLDER, "templates");
export const SCREENS_FOLDER = join(PROJECT_FOLDER, "dist", "runtime-ui");

export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT_FOLDER, "package.json"), "utf8")) as { version: string };
  return version;
}

/** Loads a module of the project by its path, e.g. `seeds/demo/index.ts`. */
export function importByPath<Module>(path: string): Promise<Module> {
  return import(pathToFileURL(join(PROJECT_FOLDER, path)).href) as Promise<Module>;
}
