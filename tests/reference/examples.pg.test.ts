import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { METADATA_FOLDER } from "../../engine/app/installation/project.ts";
import { runScenario } from "../../engine/app/scenario/run-scenario.ts";
import { ALL_KINDS, type Scenario } from "../../engine/contract/index.ts";
import { programFindings } from "../../engine/functions/index.ts";
import { checkFolder, loadMetadata } from "../../engine/registry/index.ts";
import { openRealProduct } from "../reliability/support/real-product.ts";
import { writeExamples } from "./write-examples.ts";

const folder = writeExamples();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const product = openRealProduct({ moreMetadata: [folder] });

describe("the examples of the reference are together one module", () => {
  test("that has a file of every kind, and the check finds nothing but that a layer brings no program", async () => {
    const { files } = loadMetadata([folder], { withBeside: true });
    expect([...new Set(files.map(({ kind }) => kind))].sort()).toEqual(ALL_KINDS.map(({ id }) => id).sort());
    const { findings } = checkFolder(METADATA_FOLDER, { folder });
    const told = findings.map(({ code, file, message }) => [code, basename(file), message.en] as const);
    const programs = files.filter(({ program }) => program !== undefined);
    expect(told.filter(([code]) => code !== "METADATA_PROGRAM_OF_LAYER")).toEqual([]);
    expect(told.map(([, file]) => file).sort()).toEqual(programs.map(({ path }) => basename(path)).sort());
    expect(await programFindings(programs)).toEqual([]);
  });

  test("that is applied and runs: its scenario goes as told, its print is printed", async () => {
    const scenario = JSON.parse(readFileSync(join(folder, "library/scenarios/loan.json"), "utf8")) as Scenario;
    const organization = product.organization("company");
    expect(await runScenario(product.perfex, organization, scenario)).toBeNull();
    const { client } = organization;
    const { items } = (await client.get("/api/v1/loan")).body as { items: { id: string }[] };
    const printed = await client.get(`/api/v1/loan/${items[0]!.id}/prints/loan_slip.html?language=en`);
    expect(printed.text).toMatch(/<h1>Loan PR-2026-0001<\/h1>\s*<p>Ann, 15 March 2026<\/p>.*<li>Emma/s);
  });
});
