import { describe, expect, test } from "@jest/globals";
import { codeOf, importsOf, productFiles, productImports, type SourceImport, toolFiles } from "./support/sources.ts";

/** Loaded by their path, so that no import names what they export: seeds, functions, and what runs in a thread. */
const BY_PATH = /^(seeds\/[^/]+\/index\.ts|metadata\/[^/]+\/functions\/([^/]+)\/\2\.ts|runtime-ui\/vite\.config\.ts)$/;
const inThreads = new Set(
  productFiles.flatMap((file) =>
    [...codeOf(file).matchAll(/new URL\("\.\/([\w.-]+\.ts)", import\.meta\.url\)/g)].map(([, name]) =>
      file.replace(/[^/]+$/, name!),
    ),
  ),
);

const DECLARED = /^export (?:async )?(?:function\*?|const|let|class|enum) (\w+)/gm;
const declaredBy = new Map(
  productFiles.map((file): [string, string[]] => [file, [...codeOf(file).matchAll(DECLARED)].map(([, name]) => name!)]),
);

const passedOnBy = new Map<string, SourceImport[]>();
for (const found of productImports) {
  if (found.passedOn) passedOnBy.set(found.file, [...(passedOnBy.get(found.file) ?? []), found]);
}

const used = new Set<string>();

/** Marks what a file calls `name` as used, through as many index files as it takes; null = everything there. */
function use(file: string, name: string | null): void {
  for (const own of name === null ? (declaredBy.get(file) ?? []) : [name]) used.add(`${file} ${own}`);
  for (const { target, names } of passedOnBy.get(file) ?? []) {
    if (names === null) use(target, name);
    for (const [there, here] of names ?? []) if (name === null || here === name) use(target, there);
  }
}

for (const file of productFiles) if (BY_PATH.test(file) || inThreads.has(file)) use(file, null);
for (const { file, target, names, passedOn } of [...productImports, ...toolFiles.flatMap(importsOf)]) {
  if (passedOn && productFiles.includes(file)) continue;
  if (names === null) use(target, null);
  for (const there of names?.keys() ?? []) use(target, there);
}

const isUsedAtHome = (file: string, name: string) =>
  (codeOf(file).match(new RegExp(`\\b${name}\\b`, "g")) ?? []).length > 1;

const unused = [...declaredBy].flatMap(([file, names]) =>
  names.filter((name) => !used.has(`${file} ${name}`) && !isUsedAtHome(file, name)).map((name) => ({ file, name })),
);

describe("all code of the product is used by the product", () => {
  test("nothing is exported that nobody or only a test imports", () => {
    expect(unused.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});
