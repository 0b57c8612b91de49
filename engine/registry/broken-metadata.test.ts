import { expect, test } from "@jest/globals";
import type { MetadataFile } from "../contract/index.ts";
import { createRegistry } from "./create-registry.ts";
import { checkFiles } from "./resolve-registry.ts";
import { libraryFiles } from "./tests/library.ts";

const { files } = libraryFiles;

interface Leaf {
  readonly file: number;
  readonly path: readonly string[];
}

function leavesOf(value: unknown, file: number, path: readonly string[] = []): Leaf[] {
  const inside =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, member]) => leavesOf(member, file, [...path, key]))
      : [];
  return path.length === 0 ? inside : [{ file, path }, ...inside];
}

/** The library with the value at one place replaced, or taken away when undefined. */
function withChange({ file, path }: Leaf, value: unknown): readonly MetadataFile[] {
  return files.map((one, index) => {
    if (index !== file) return one;
    const json = structuredClone(one.json) as Record<string, unknown>;
    const holder = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, json);
    const key = path.at(-1)!;
    if (value === undefined && Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (value === undefined) delete holder[key];
    else holder[key] = value;
    return { ...one, json };
  });
}

const leaves = files.flatMap(({ json }, index) => leavesOf(json, index));
/** A few of them, spread evenly, so that the test stays quick; each value begins elsewhere. */
const sample = (offset: number) => leaves.filter((_, index) => index % 23 === offset % 23);

test.each([
  ["an id of something else", "member"],
  ["a name every object has", "constructor"],
  ["a name of a prototype", "__proto__"],
  ["a number", 1],
  ["null", null],
  ["an empty list", []],
  ["an empty object", {}],
  ["nothing", undefined],
] as const)("%s anywhere is a finding or makes a registry, never a crash", (name, value) => {
  let refused = 0;
  for (const leaf of sample(name.length)) {
    const { findings, analysis } = checkFiles(withChange(leaf, value));
    if (analysis) createRegistry(analysis, "hash");
    else refused += 1;
    expect(analysis === null).toBe(findings.length > 0);
  }
  expect(refused).toBeGreaterThan(10);
});
