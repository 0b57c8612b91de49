import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { productFiles, ROOT, textOf, toolFiles } from "./support/sources.ts";

/** Kinds of artefact, by their folders. */
const KINDS = readdirSync(join(ROOT, "engine/contract/kinds"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Files that may name many kinds, each because a new kind need not be added there. */
const MAY_NAME_KINDS: Readonly<Record<string, string>> = {
  "engine/contract/index.ts": "exports types of kinds that other layers work with",
  "engine/contract/types/generated/metadata.ts": "is written from their schemas",
  "engine/registry/create-registry.ts": "gives often asked questions a name; any kind is found with `of`",
};

/** From here on a file lists kinds rather than working with a few that belong together. */
const KINDS_NAMED_MAX = 5;

function kindsNamedIn(file: string): readonly string[] {
  const text = textOf(file);
  return KINDS.filter((kind) => new RegExp(`["'\`/]${kind}s?["'\`/:]|\\b${kind}s?:`).test(text));
}

describe("a new kind of artefact is one folder", () => {
  test("and one line: nothing outside the kinds lists or switches over them", () => {
    const lists = [...productFiles, ...toolFiles]
      .filter((file) => !file.startsWith("engine/contract/kinds/") && !Object.hasOwn(MAY_NAME_KINDS, file))
      .map((file) => ({ file, kinds: kindsNamedIn(file) }))
      .filter(({ kinds }) => kinds.length > KINDS_NAMED_MAX);
    expect(KINDS.length).toBeGreaterThan(10);
    expect(lists).toEqual([]);
  });

  test("the exceptions are still needed", () => {
    const few = Object.keys(MAY_NAME_KINDS).filter((file) => kindsNamedIn(file).length <= KINDS_NAMED_MAX);
    expect(few).toEqual([]);
  });
});
