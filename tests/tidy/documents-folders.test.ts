import { expect, test } from "@jest/globals";
import { place, productImports } from "./support/sources.ts";

/** Who may use whom: run is what a write is made of, and each later folder knows those before it. */
const ORDER = ["stored", "linking", "run", "checks", "pipeline", "lifecycle"];
const FOLDER = /^engine\/documents\/([a-z-]+)\//;

const rankOf = (file: string): number => ORDER.indexOf(FOLDER.exec(file)?.[1] ?? "");

test("a verb runs the pipeline, which asks checks and links: none of them knows who asks", () => {
  const ranked = productImports
    .map((each) => ({ ...each, from: rankOf(each.file), to: rankOf(each.target) }))
    .filter(({ from, to }) => from >= 0 && to >= 0);
  expect(ranked.filter(({ from, to }) => to > from).map(place)).toEqual([]);
  // A folder that was renamed would be kept by no rule.
  const used = new Set(ranked.flatMap(({ from, to }) => (to < from ? [ORDER[to]] : [])));
  expect([...used].sort()).toEqual(ORDER.slice(0, -1).sort());
});
