import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import {
  type ArtefactKind,
  type Finding,
  finding,
  KIND_FOLDERS,
  type MetadataFile,
  type MetadataFiles,
} from "../contract/index.ts";
import { fail } from "../kernel/index.ts";

/**
 * Reads the metadata files below the folders by their place: `<module>/<kind folder>/<id>.json`, `<module>/module.json`,
 * `<module>/functions/<id>/<id>.function.json`. A folder is one module (it holds `module.json`) or the parent of modules.
 * Files that are no JSON come back as findings. Raises METADATA_FOLDER_MISSING.
 */
export function loadMetadata(folders: readonly string[]): MetadataFiles {
  const files: MetadataFile[] = [];
  const findings: Finding[] = [];
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) fail("METADATA_FOLDER_MISSING", { folder });
    for (const moduleFolder of moduleFolders(resolve(folder))) {
      for (const place of placesOf(moduleFolder)) {
        const path = relative(process.cwd(), place.path);
        const read = readJson(place.path, path);
        if ("finding" in read) findings.push(read.finding);
        else files.push({ ...place, path, json: read.json });
      }
    }
  }
  return { files, findings };
}

export function moduleFolders(folder: string): string[] {
  if (existsSync(join(folder, "module.json"))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
}

type Place = Omit<MetadataFile, "json">;

function placesOf(moduleFolder: string): Place[] {
  const own = join(moduleFolder, "module.json");
  const module = moduleId(own) ?? basename(moduleFolder);
  const places: Place[] = [];
  if (existsSync(own)) places.push({ key: `${module}/module`, kind: "module", module, id: module, path: own });
  for (const [folder, kind] of Object.entries(KIND_FOLDERS) as [string, ArtefactKind][]) {
    for (const { id, path } of artefactPaths(join(moduleFolder, folder), kind)) {
      places.push({ key: `${module}/${folder}/${id}`, kind, module, id, path });
    }
  }
  return places;
}

/** What a module says it is called, wherever its folder lies; a folder that only changes a module is called like it. */
function moduleId(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const read = readJson(path, path);
  const id = "json" in read ? (read.json as { readonly id?: unknown } | null)?.id : undefined;
  return typeof id === "string" && /^[a-z][a-z0-9_]*$/.test(id) ? id : undefined;
}

function artefactPaths(folder: string, kind: ArtefactKind): { id: string; path: string }[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (kind === "function") {
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ id: name, path: join(folder, name, `${name}.function.json`) }))
      .filter(({ path }) => existsSync(path));
  }
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map(({ name }) => ({ id: name.slice(0, -".json".length), path: join(folder, name) }));
}

export function readJson(path: string, shownPath: string): { json: unknown } | { finding: Finding } {
  const text = readFileSync(path, "utf8");
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { finding: finding("METADATA_JSON_SYNTAX", "", { problem }, { file: shownPath }) };
  }
}
