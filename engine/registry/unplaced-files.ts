import { readdirSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { ALL_KINDS, type Finding, finding, suggest } from "../contract/index.ts";

/** Files of a module that are written like metadata and that no kind would read: a folder or an ending misspelt. What begins with `_` or `.` is private. */
export function unplacedFiles(moduleFolder: string): readonly Finding[] {
  return readdirSync(moduleFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ENDINGS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isUnplaced(relative(moduleFolder, path).split(sep)))
    .sort()
    .map((path) => unplaced(relative(process.cwd(), path), relative(moduleFolder, path).split(sep)[0] ?? ""));
}

/** Folders of modules, `functions` excepted: an algorithm keeps what it likes beside itself. */
const PATTERNS = ALL_KINDS.map(({ place }) => new RegExp(`^${place.replace(".", "\\.").replaceAll("<id>", "[^/]+")}$`));
const ENDINGS = new RegExp(
  `(${[...new Set(ALL_KINDS.map(({ place }) => extname(place)))].join("|").replaceAll(".", "\\.")})$`,
  "i",
);
const PLACES = [...new Set(ALL_KINDS.map(({ place }) => place.split("/")[0] ?? ""))];

function isUnplaced(parts: readonly string[]): boolean {
  if (parts.some((part) => /^[_.]/.test(part))) return false;
  if (parts[0] === "functions" && parts.length > 2) return false;
  return !PATTERNS.some((pattern) => pattern.test(parts.join("/")));
}

function unplaced(file: string, first: string): Finding {
  const suggestion = suggest(first, PLACES);
  return finding("METADATA_FILE_UNPLACED", "", { places: PLACES.join(", ") }, { file, suggestion });
}
