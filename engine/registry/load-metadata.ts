import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import {
  ALL_KINDS,
  type FilePlace,
  type Finding,
  finding,
  isOwnFile,
  type MetadataFile,
  type MetadataFiles,
  placeOf,
  REGISTRY_KINDS,
} from "../contract/index.ts";
import { fail } from "../kernel/index.ts";
import { type ParsedJson, parseJson } from "./parse-json.ts";
import { readText } from "./read-text.ts";
import { unplacedFiles } from "./unplaced-files.ts";

type AnyKind = (typeof ALL_KINDS)[number];

export interface LoadOptions {
  /** Also what is checked with the metadata without being part of a registry, such as scenarios. */
  readonly withBeside?: boolean;
}

/**
 * Reads the metadata files below the folders by their place, as each kind tells it. A folder is one module (it holds
 * `module.json`) or the parent of modules. What is wrong with their text, and files in no known place, come back as findings. Raises METADATA_FOLDER_MISSING.
 */
export function loadMetadata(folders: readonly string[], { withBeside = false }: LoadOptions = {}): MetadataFiles {
  const files: MetadataFile[] = [];
  const findings: Finding[] = [];
  const unread: FilePlace[] = [];
  const kinds = withBeside ? ALL_KINDS : REGISTRY_KINDS;
  for (const folder of folders) {
    if (!isFolder(folder)) fail("METADATA_FOLDER_MISSING", { folder });
    const modules = moduleFolders(resolve(folder));
    findings.push(...modulesTwice(modules), ...modules.flatMap(unplacedFiles));
    for (const found of modules.flatMap((one) => kinds.flatMap((kind) => filesOf(one, kind)))) {
      const path = relative(process.cwd(), found.path);
      const read = readFile(found, path);
      findings.push(...read.findings, ...programMissing(found, path));
      const { place, program } = found;
      if ("json" in read) files.push({ ...place, path, json: read.json, ...(program !== undefined && { program }) });
      else unread.push(found.place);
    }
  }
  return { files, findings, unread };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function moduleFolders(folder: string): string[] {
  if (existsSync(join(folder, "module.json"))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
}

/** Two folders beside each other that say they are the same module: a copy that was made to try something. */
function modulesTwice(folders: readonly string[]): Finding[] {
  const first = new Map<string, string>();
  return folders.flatMap((folder) => {
    const id = idOf(folder);
    const other = first.get(id);
    first.set(id, other ?? folder);
    if (other === undefined) return [];
    const file = relative(process.cwd(), join(folder, "module.json"));
    return [finding("METADATA_MODULE_TWICE", "/id", { id, folder: basename(other) }, { file })];
  });
}

interface FoundFile {
  readonly kind: AnyKind;
  readonly place: FilePlace;
  readonly path: string;
  /** Where its program has to be, for a kind that needs one. */
  readonly program: string | undefined;
}

function readFile({ kind, path }: FoundFile, shown: string): ParsedJson {
  const read = readText(path, shown);
  if ("finding" in read) return { findings: [read.finding] };
  return kind.writtenIn === undefined ? parseJson(read.text, shown) : { json: { text: read.text }, findings: [] };
}

function programMissing({ place, program }: FoundFile, shown: string): Finding[] {
  if (program === undefined || existsSync(program)) return [];
  const path = relative(process.cwd(), program);
  return [finding("METADATA_PROGRAM_MISSING", "/id", { id: place.id, path }, { file: shown })];
}

function filesOf(moduleFolder: string, kind: AnyKind): FoundFile[] {
  const module = idOf(moduleFolder);
  return namesIn(moduleFolder, kind)
    .map((name) => {
      const at = (place: string) => join(moduleFolder, place.replaceAll("<id>", name));
      const program = kind.program === undefined ? undefined : at(kind.program);
      return { kind, place: placeOf(kind, module, name), path: at(kind.place), program };
    })
    .filter(({ path }) => existsSync(path));
}

const idOf = (folder: string): string => moduleId(join(folder, "module.json")) ?? basename(folder);

/** What a module says it is called, wherever its folder lies; a folder that only changes a module is called like it. */
function moduleId(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const file = readText(path, path);
  const read = "text" in file ? parseJson(file.text, path) : {};
  const id = "json" in read ? (read.json as { readonly id?: unknown } | null)?.id : undefined;
  return typeof id === "string" && /^[a-z][a-z0-9_]*$/.test(id) ? id : undefined;
}

/** Names that files of a kind could have, in order. */
function namesIn(moduleFolder: string, kind: AnyKind): readonly string[] {
  if (isOwnFile(kind)) return [kind.id];
  const [folder = "", entry = ""] = kind.place.split("/");
  const ending = entry.replace("<id>", "");
  if (!isFolder(join(moduleFolder, folder))) return [];
  return readdirSync(join(moduleFolder, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, name.length - ending.length))
    .sort();
}
