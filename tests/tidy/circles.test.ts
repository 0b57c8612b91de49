import { expect, test } from "@jest/globals";
import { productFiles, productImports } from "./support/sources.ts";

/** What each file needs before it can run; types and what is loaded on demand do not count. */
const needs = new Map(productFiles.map((file): [string, string[]] => [file, []]));
for (const { file, target, typeOnly, dynamic } of productImports) {
  if (!typeOnly && !dynamic && needs.has(target)) needs.get(file)!.push(target);
}

/** Every circle a walk from file to file runs into, as the files on it. */
function circles(): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push(path.slice(path.indexOf(file)));
    if (done.has(file)) return;
    done.add(file);
    for (const next of needs.get(file)!) walk(next, [...path, file]);
  };
  for (const file of needs.keys()) walk(file, []);
  return found;
}

test("no file needs itself, by whatever way, before it can run", () => {
  expect(circles().map((circle) => [...circle, circle[0]].join(" → "))).toEqual([]);
});
