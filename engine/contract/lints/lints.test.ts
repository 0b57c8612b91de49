import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ERROR_CATALOGUE } from "../../kernel/index.ts";
import { ALL_KINDS } from "../kinds/all-kinds.ts";
import { findingsOfFiles } from "../tests/findings-of-files.ts";
import { lintFixtures, loadFixtures } from "../tests/fixtures.ts";
import { loadPatchedLibrary } from "../tests/library.ts";
import { COMMON_LINTS } from "./all-lints.ts";

const folders = lintFixtures();

test("the library every fixture patches is without a finding", () => {
  expect(findingsOfFiles(loadPatchedLibrary({}))).toEqual([]);
});

test("every lint has fixtures it accepts and fixtures it refuses, and a file named after it, in the folder it belongs to", () => {
  const byKind = ALL_KINDS.flatMap(({ id, lints }) => lints.map((lint) => [id, lint.id] as const));
  const owned = [...COMMON_LINTS.map(({ id }) => [null, id] as const), [null, "expressions"] as const, ...byKind];
  const name = (kind: string | null, lint: string) => (kind === null ? lint : `${kind}/${lint}`);
  expect(folders.map(({ kind, lint }) => name(kind, lint)).sort()).toEqual(
    owned.map(([kind, lint]) => name(kind, lint)).sort(),
  );
  const fileOf = (kind: string | null, lint: string) =>
    join(import.meta.dirname, kind === null ? "." : `../kinds/${kind}/lints`, `${lint}.ts`);
  expect(owned.filter(([kind, lint]) => lint !== "expressions" && !existsSync(fileOf(kind, lint)))).toEqual([]);
  expect(folders.filter(({ folder }) => readdirSync(folder).sort().join() !== "accept,reject")).toEqual([]);
});

describe.each(folders)("$lint", ({ folder }) => {
  test.each(loadFixtures(folder, "accept"))("accepts $name", ({ json }) => {
    expect(findingsOfFiles(loadPatchedLibrary(json["patches"]))).toEqual([]);
  });

  test.each(loadFixtures(folder, "reject"))("refuses $name with one finding", ({ json, expect: wanted }) => {
    const findings = findingsOfFiles(loadPatchedLibrary(json["patches"]));
    const places = findings.map(({ code, file, pointer }) => ({ code, file, pointer }));
    expect(places).toEqual([{ code: wanted?.code, file: wanted?.file, pointer: wanted?.pointer }]);
    expect(findings[0]?.suggestion).toBe(wanted?.suggestion);
    expect(findings[0]?.message.fr + findings[0]!.message.en).not.toMatch(/undefined|\{\w+\}/);
  });
});

test("every code of a lint is refused by some fixture", () => {
  const shown = new Set(
    folders.flatMap(({ folder }) => loadFixtures(folder, "reject").map(({ expect: wanted }) => wanted?.code)),
  );
  const never = Object.keys(ERROR_CATALOGUE).filter((code) => code.startsWith("METADATA_") && !shown.has(code));
  expect(never).toEqual(NOT_OF_LINTS);
});

/** Raised by schemas, by the loader or while applying. */
const NOT_OF_LINTS = [
  "METADATA_JSON_SYNTAX",
  "METADATA_JSON_TOO_DEEP",
  "METADATA_MODULE_TWICE",
  "METADATA_FILE_NOT_A_FILE",
  "METADATA_FILE_ENCODING",
  "METADATA_FILE_UNREADABLE",
  "METADATA_KEY_REPEATED",
  "METADATA_FILE_UNPLACED",
  "METADATA_TEMPLATE_SYNTAX",
  "METADATA_TEMPLATE_CALL",
  "METADATA_TEMPLATE_PATH",
  "METADATA_TEMPLATE_LINK",
  "METADATA_TEMPLATE_TEXT",
  "METADATA_FIELD_TYPE_UNKNOWN",
  "METADATA_FUNCTION_SCHEMA",
  "METADATA_PROGRAM_MISSING",
  "METADATA_PROGRAM_BROKEN",
  "METADATA_PROGRAM_NOT_COMPUTING",
  "METADATA_PROGRAM_OF_LAYER",
  "METADATA_INVALID",
  "METADATA_FILE_KEY",
  "METADATA_FOLDER_MISSING",
  "METADATA_CHANGED_MEANWHILE",
];
