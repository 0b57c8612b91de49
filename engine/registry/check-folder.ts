import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { type Finding, type MetadataFile, metadataModel } from "../contract/index.ts";
import { checkScenario } from "./check-scenario.ts";
import { loadMetadata, moduleFolders, readJson } from "./load-metadata.ts";
import { checkFiles } from "./resolve-registry.ts";

export interface FolderCheck {
  readonly findings: readonly Finding[];
  /** Number of files looked at. */
  readonly files: number;
  readonly ms: number;
}

/** Everything wrong with the metadata below the folders: schemas, lints, and the scenarios beside them. */
export function checkFolder(...folders: readonly string[]): FolderCheck {
  const start = performance.now();
  const metadata = loadMetadata(folders);
  const { findings } = checkFiles(metadata.files, metadata.findings);
  const scenarios = folders.flatMap(moduleFolders).flatMap(scenarioPaths);
  const ofScenarios = checkScenarios(scenarios, metadata.files);
  return {
    findings: [...findings, ...ofScenarios],
    files: metadata.files.length + scenarios.length,
    ms: performance.now() - start,
  };
}

function scenarioPaths(moduleFolder: string): string[] {
  const folder = join(moduleFolder, "scenarios");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));
}

function checkScenarios(paths: readonly string[], files: readonly MetadataFile[]): Finding[] {
  const model = metadataModel(files);
  return paths.flatMap((path) => {
    const file = relative(process.cwd(), path);
    const read = readJson(path, file);
    return "finding" in read ? [read.finding] : checkScenario(read.json, file, (kind) => model.ids(kind));
  });
}
