import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";

export const ROOT = join(import.meta.dirname, "..", "..", "..");

export interface SourceImport {
  readonly file: string;
  readonly line: number;
  /** Relative to the project, or the name of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
  /** Loaded when it is called for, not with the file. */
  readonly dynamic: boolean;
  /** `export … from`. */
  readonly passedOn: boolean;
  /** Name there → name here; null for everything. */
  readonly names: ReadonlyMap<string, string> | null;
}

export function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

/** Folders whose code is for tests alone. */
const OF_TESTS = /(^|\/)(tests|testing|cases|fuzz)\//;

export const isTest = (file: string): boolean => /\.(pg\.|ui\.)?test\.tsx?$/.test(file) || OF_TESTS.test(file);

export const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/.*$/gm;

export const codeOf = (file: string): string => textOf(file).replace(COMMENT, "");

/** Line by line. */
export const commentsOf = (file: string): string[] =>
  [...textOf(file).matchAll(COMMENT)].flatMap(([comment]) => comment.split("\n"));

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s)?([^;'"`]*?)\s*from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|\n\s*import\s+["']([^"']+)["']/g;

/** Static and dynamic imports, with relative ones made relative to the project. */
export function importsOf(file: string): SourceImport[] {
  const text = textOf(file);
  return [...text.matchAll(IMPORT)].map((match) => {
    const [all, verb, type, clause = "", from, dynamic, bare] = match;
    const names = namesIn(clause);
    const areTypes = /^\{/.test(clause) && specifiers(clause).every((each) => each.startsWith("type "));
    return {
      file,
      line: text.slice(0, match.index).split("\n").length + (all.startsWith("\n") ? 1 : 0),
      target: resolveTarget(file, from ?? dynamic ?? bare ?? ""),
      typeOnly: type !== undefined || areTypes,
      dynamic: dynamic !== undefined,
      passedOn: verb === "export",
      names: from === undefined ? null : names,
    };
  });
}

export const place = (found: SourceImport): string => `${found.file}:${found.line} imports ${found.target}`;

const resolveTarget = (file: string, raw: string): string =>
  raw.startsWith(".")
    ? normalize(join(dirname(file), raw))
        .split(sep)
        .join("/")
    : raw;

const specifiers = (clause: string): string[] =>
  (/\{([\s\S]*)\}/.exec(clause)?.[1] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);

function namesIn(clause: string): ReadonlyMap<string, string> | null {
  if (clause.includes("*")) return null;
  const named = specifiers(clause).map((each): [string, string] => {
    const [there = "", here = there] = each.replace(/^type /, "").split(/\s+as\s+/);
    return [there, here];
  });
  const own = /^\w+/.exec(clause)?.[0];
  return new Map(own === undefined ? named : [...named, ["default", own]]);
}

export const engineFiles = sourceFiles("engine");

/** What runs for a person: no test and no tool. */
export const productFiles = [
  ...engineFiles,
  ...sourceFiles("runtime-ui"),
  ...sourceFiles("metadata"),
  ...sourceFiles("seeds"),
].filter((file) => !isTest(file));

export const productImports = productFiles.flatMap(importsOf);

export const toolFiles = [...sourceFiles("scripts"), ...sourceFiles("bin"), ...sourceFiles("bench")].filter(
  (file) => !isTest(file),
);
