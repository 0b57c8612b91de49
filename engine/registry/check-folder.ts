import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { type Finding, type MetadataFile, type MetadataLayer, metadataModel } from "../contract/index.ts";
import { applyLayers } from "./apply-layers.ts";
import { checkScenario } from "./check-scenario.ts";
import { assembleLayers, type LoadedLayers, loadLayers } from "./load-layers.ts";
import { loadMetadata, moduleFolders, readJson } from "./load-metadata.ts";
import { checkFiles } from "./resolve-registry.ts";

export interface FolderCheck {
  readonly findings: readonly Finding[];
  /** Number of files looked at. */
  readonly files: number;
  readonly ms: number;
}

/** What an organization has on top of the product: its layers in force, and a folder being worked on. */
export interface OwnMetadata {
  readonly layers?: readonly MetadataLayer[];
  readonly folder?: string | undefined;
}

/** Everything wrong with the metadata below the folder, with an organization's own on top: schemas, lints, scenarios beside them. */
export function checkFolder(folder: string, own: OwnMetadata = {}): FolderCheck {
  const start = performance.now();
  const metadata = loadMetadata([folder]);
  const added = own.folder === undefined ? NOTHING_ADDED : loadLayers(own.folder);
  const layered = applyLayers(metadata.files, assembleLayers(own.layers ?? [], added.layers), added.paths);
  const { findings } = checkFiles(layered.files, [...metadata.findings, ...added.findings, ...layered.findings]);
  const folders = own.folder === undefined ? [folder] : [folder, own.folder];
  const scenarios = folders.flatMap(moduleFolders).flatMap(scenarioPaths);
  const ofScenarios = checkScenarios(scenarios, layered.files);
  return {
    findings: [...findings, ...ofScenarios],
    files: layered.files.length + scenarios.length,
    ms: performance.now() - start,
  };
}

const NOTHING_ADDED: LoadedLayers = { layers: [], findings: [], paths: new Map() };

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
