import { expect, test } from "@jest/globals";
import { place, productImports } from "./support/sources.ts";

/** Who may use whom: work is what a write is made of, and each later folder knows those before it. */
const ORDER = ["stored", "linking", "work", "checks", "pipeline", "lifecycle"];
const FOLDER = /^engine\/documents\/([a-z-]+)\//;

const rankOf = (file: string): number => ORDER.indexOf(FOLDER.exec(file)?.[1] ?? "");

test("a verb runs the pipeline, which asks checks and links: none of them knows who asks", () => {
  const ranked = productImports
    .map((each) => ({ ...each, from: rankOf(each.file), to: rankOf(each.target) }))
    .filter(({ from, to }) => from >= 0 && to >= 0);
  expect(ranked.filter(({ from, to }) => to > from).map(place)).toEqual([]);
  for (const [rank, folder] of ORDER.entries()) {
    expect({
      folder,
      used: ranked.some(({ to, from }) => to === rank && from > rank) || rank === ORDER.length - 1,
    }).toEqual({ folder, used: true });
  }
});
