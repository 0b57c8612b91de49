import { readdirSync, readFileSync } from "node:fs";
import { join, normalize, relative } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { ALL_KINDS } from "./all-kinds.ts";

const ROOT = join(import.meta.dirname, "../../..");
const entries = (folder: string) => readdirSync(folder, { withFileTypes: true });

describe("the list of kinds", () => {
  test("has every folder, and each folder its schema and fixtures it accepts and refuses", () => {
    const folders = entries(import.meta.dirname).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    expect(ALL_KINDS.map(({ id }) => id as string).sort()).toEqual(folders.sort());
    const lacking = ALL_KINDS.flatMap(({ id }) => {
      const inside = new Set(entries(join(import.meta.dirname, id)).map(({ name }) => name));
      const fixtures = new Set(entries(join(import.meta.dirname, id, "fixtures")).map(({ name }) => name));
      const wanted = [inside.has(`${id}-kind.ts`), inside.has(`${id}.schema.json`)];
      return [...wanted, fixtures.has("accept"), fixtures.has("reject")].every(Boolean) ? [] : [id];
    });
    expect(lacking).toEqual([]);
  });

  test("tells kinds apart by id, by folder and by the place of their files", () => {
    for (const property of ["id", "plural", "place"] as const) {
      expect(new Set(ALL_KINDS.map((kind) => kind[property])).size).toBe(ALL_KINDS.length);
    }
  });

  test("stays out of a bundle that computes documents without asking for it", async () => {
    const entry = 'export { createScopes, metadataModel, visibleDoctypes } from "./engine/contract/index.ts";';
    const { outputFiles } = await build({
      stdin: { contents: entry, resolveDir: ROOT },
      bundle: true,
      write: false,
      format: "esm",
      packages: "external",
    });
    expect(outputFiles[0]?.text).toContain("metadataModel");
    expect(outputFiles[0]?.text).not.toContain("x-description-fr");
  });

  test("the product's files say which schema they keep, and it is there", () => {
    const files = readdirSync(join(ROOT, "metadata"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
      .map((entry) => join(entry.parentPath, entry.name));
    const schemas = new Set(ALL_KINDS.map(({ id }) => `engine/contract/kinds/${id}/${id}.schema.json`));
    const wrong = files.flatMap((file) => {
      const { $schema } = JSON.parse(readFileSync(file, "utf8")) as { readonly $schema?: string };
      if ($schema === undefined) return [];
      const target = relative(ROOT, normalize(join(file, "..", $schema)));
      return schemas.has(target) ? [] : [`${relative(ROOT, file)}: ${$schema}`];
    });
    expect(files.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});
