import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { KINDS, type MetadataFile, placeOf } from "../../contract/index.ts";
import { programFindings } from "./program-findings.ts";

const folder = mkdtempSync(join(tmpdir(), "perfex-programs-"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
afterAll(() => rmSync(folder, { recursive: true }));

/** A declared function whose program is this text. */
function declared(id: string, text: string): MetadataFile {
  const program = join(folder, `${id}.ts`);
  writeFileSync(program, text);
  return { ...placeOf(KINDS.function, "shop", id), path: id, json: { id }, program };
}

test("a program that cannot be loaded, or exports another name, is told at the function that needs it", async () => {
  const findings = await programFindings([
    declared("add_up", "export const addUp = (): number => { throw new TypeError('is never called'); };"),
    declared("broken_text", "export const brokenText = (;"),
    declared("lacks_a_part", 'import "./nowhere.ts";\nexport const lacksAPart = 1;'),
    declared("other_name", "export const other_name = () => 1;"),
  ]);
  expect(findings.map(({ code, file, pointer }) => [code, file, pointer])).toEqual(
    ["broken_text", "lacks_a_part", "other_name"].map((file) => ["METADATA_PROGRAM_BROKEN", file, "/id"]),
  );
  expect(findings[2]?.message.en).toMatch(/otherName/);
});

test("a program that a posting or a table calls is told where it could not be computed in the process", async () => {
  const computing = [
    declared("plain", "export const plain = (n: number): number => n + 1;"),
    declared("waits", "export async function waits() { return 1; }"),
    declared("awaits_inside", "export const awaitsInside = () => { (async () => { await 1; })(); };"),
    declared("finally_does", "export function finallyDoes() { try { return 1; } finally { finallyDoes(); } }"),
    declared("big", "export const big = () => Number(2n);"),
    declared("not_there", "export const other = () => 1;"),
  ];
  const findings = await programFindings(computing, computing);
  expect(findings.map(({ code, file }) => [file, code])).toEqual([
    ["not_there", "METADATA_PROGRAM_BROKEN"],
    ...["waits", "awaits_inside", "finally_does", "big"].map((file) => [file, "METADATA_PROGRAM_NOT_COMPUTING"]),
  ]);
  expect(findings[1]?.message.en).toMatch(/it waits for something/);
  expect(await programFindings(computing.slice(1, 2))).toEqual([]);
});
