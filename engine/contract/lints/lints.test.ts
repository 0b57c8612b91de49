import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ERROR_CATALOGUE } from "../../kernel/index.ts";
import { analyzeMetadata } from "../analyze-metadata.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { FIXTURES, loadFixtures } from "../tests/fixtures.ts";
import { loadPatchedLibrary } from "../tests/library.ts";
import { validateArtefact } from "../validation/validate-artefact.ts";
import { ALL_LINTS } from "./all-lints.ts";

const folders = readdirSync(join(FIXTURES, "lints")).sort();

function check(files: readonly MetadataFile[]) {
  const shapes = files.flatMap((file) => validateArtefact(file.kind, file.json, file.path));
  return shapes.length > 0 ? shapes : analyzeMetadata(files).findings;
}

test("the library every fixture patches is without a finding", () => {
  expect(check(loadPatchedLibrary({}))).toEqual([]);
});

test("every lint has fixtures it accepts and fixtures it refuses, and a file named after it", () => {
  const files = readdirSync(join(FIXTURES, "../../../engine/contract/lints"));
  const ids = ALL_LINTS.map(({ id }) => id);
  expect([...ids, "expressions"].sort()).toEqual(folders);
  expect(ids.filter((id) => !files.includes(`${id}.ts`))).toEqual([]);
  expect(folders.filter((id) => readdirSync(join(FIXTURES, "lints", id)).length !== 2)).toEqual([]);
});

describe.each(folders)("%s", (lint) => {
  test.each(loadFixtures("lints", lint, "accept"))("accepts $name", ({ json }) => {
    expect(check(loadPatchedLibrary(json["patches"]))).toEqual([]);
  });

  test.each(loadFixtures("lints", lint, "reject"))("refuses $name with one finding", ({ json, expect: wanted }) => {
    const findings = check(loadPatchedLibrary(json["patches"]));
    const places = findings.map(({ code, file, pointer }) => ({ code, file, pointer }));
    expect(places).toEqual([{ code: wanted?.code, file: wanted?.file, pointer: wanted?.pointer }]);
    expect(findings[0]?.suggestion).toBe(wanted?.suggestion);
    expect(findings[0]?.message.fr + findings[0]!.message.en).not.toMatch(/undefined|\{\w+\}/);
  });
});

test("every code of a lint is refused by some fixture", () => {
  const shown = new Set(
    folders.flatMap((lint) => loadFixtures("lints", lint, "reject").map(({ expect: wanted }) => wanted?.code)),
  );
  const never = Object.keys(ERROR_CATALOGUE).filter((code) => code.startsWith("METADATA_") && !shown.has(code));
  expect(never).toEqual(NOT_OF_LINTS);
});

/** Raised by schemas, by the loader, or in scenarios. */
const NOT_OF_LINTS = [
  "METADATA_JSON_SYNTAX",
  "METADATA_FIELD_TYPE_UNKNOWN",
  "METADATA_FUNCTION_SCHEMA",
  "METADATA_CONVERSION_UNKNOWN",
  "METADATA_ERROR_CODE_UNKNOWN",
  "METADATA_STEP_DOCUMENT_UNKNOWN",
  "METADATA_INVALID",
  "METADATA_FILE_KEY",
  "METADATA_FOLDER_MISSING",
];
