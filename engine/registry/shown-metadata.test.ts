import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { showEverything } from "../contract/tests/show-everything.ts";
import { loadMetadata } from "./load-metadata.ts";
import { resolveRegistry } from "./resolve-registry.ts";

const metadata = loadMetadata([join(import.meta.dirname, "..", "..", "metadata")]);

test("what is a note to editors of a file, its `$schema`, is no part of the artefact and not shown", () => {
  const noted = metadata.files.filter(({ json }) => Object.hasOwn(json as object, "$schema"));
  expect(noted.length).toBeGreaterThan(0);
  expect(JSON.stringify(showEverything(resolveRegistry(metadata)))).not.toContain('"$schema"');
});
