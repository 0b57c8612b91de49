import { expect, test } from "@jest/globals";
import { place, productImports } from "./support/sources.ts";

/** What a write is made of; checks and linking work on it, the rest of the pipeline on them. */
const OF_A_WRITE = /^engine\/documents\/pipeline\/(work|write-request|write-plan|stage)\.ts$/;

/** What each folder of the documents may take from these four: stored ← linking, checks ← pipeline ← lifecycle. */
const MAY_USE: Readonly<Record<string, RegExp>> = {
  stored: /^engine\/documents\/stored\//,
  linking: /^engine\/documents\/(stored|linking)\//,
  checks: /^engine\/documents\/(stored|linking|checks)\//,
  pipeline: /^engine\/documents\/(stored|linking|checks|pipeline)\//,
};
const RANKED = /^engine\/documents\/(stored|linking|checks|pipeline|lifecycle)\//;

test("a verb runs the pipeline, which asks checks and links: none of them knows who asks", () => {
  const wrong = productImports.filter(({ file, target }) => {
    const may = MAY_USE[RANKED.exec(file)?.[1] ?? ""];
    return may !== undefined && RANKED.test(target) && !may.test(target) && !OF_A_WRITE.test(target);
  });
  expect(wrong.map(place)).toEqual([]);
  expect(productImports.filter(({ target }) => OF_A_WRITE.test(target)).length).toBeGreaterThan(10);
});
