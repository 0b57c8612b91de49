import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Finding, finding } from "../contract/index.ts";
import { validateArtefact } from "../contract/validation/index.ts";
import { loadMetadata, moduleFolders } from "./load-metadata.ts";
import { checkFiles } from "./resolve-registry.ts";

export interface FolderCheck {
  readonly findings: readonly Finding[];
  /** Number of files looked at. */
  readonly files: number;
  readonly ms: number;
}

/** Everything wrong with the metadata below the folders: schemas, lints, and the shape of scenarios. */
export function checkFolder(...folders: readonly string[]): FolderCheck {
  const start = performance.now();
  const metadata = loadMetadata(folders);
  const { findings } = checkFiles(metadata.files, metadata.findings);
  const scenarios = folders.flatMap(moduleFolders).flatMap(scenarioPaths);
  const all = [...findings, ...scenarios.flatMap(checkScenario)];
  return { findings: all, files: metadata.files.length + scenarios.length, ms: performance.now() - start };
}

function scenarioPaths(moduleFolder: string): string[] {
  const folder = join(moduleFolder, "scenarios");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));
}

function checkScenario(path: string): readonly Finding[] {
  const file = relative(process.cwd(), path);
  try {
    return validateArtefact("scenario", JSON.parse(readFileSync(path, "utf8")), file);
  } catch (error) {
    return [finding("METADATA_JSON_SYNTAX", "", { problem: error instanceof Error ? error.message : error }, { file })];
  }
}
