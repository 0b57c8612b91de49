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
