import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ALL_KINDS } from "../contract/index.ts";
import { checkFolder } from "./check-folder.ts";
import { LIBRARY } from "./tests/library.ts";

test("a folder without mistakes has no finding", () => {
  const { findings, files } = checkFolder(LIBRARY);
  expect(findings).toEqual([]);
  expect(files).toBeGreaterThan(25);
});

test("the product's own metadata has no finding", () => {
  const { findings } = checkFolder(join(import.meta.dirname, "../../metadata"));
  expect(findings.map(({ file, pointer, message }) => `${file}${pointer}: ${message.en}`)).toEqual([]);
});

/** A module with a file of every kind, at home as the product's and lent as an organization's. */
test("a folder with every kind of file in its documented place is as sound on top of the product as in it", () => {
  const folder = mkdtempSync(join(tmpdir(), "perfex-check-"));
  try {
    cpSync(LIBRARY, folder, { recursive: true });
    mkdirSync(join(folder, "library/scenarios"));
    const scenario = { scenario: "A member joins", steps: [{ create: "member", values: { name: "Ann" } }] };
    writeFileSync(join(folder, "library/scenarios/join.json"), JSON.stringify(scenario));
    const places = readdirSync(join(folder, "library")).map((name) => name.replace(/\.json$/, ""));
    expect(places.sort()).toEqual(ALL_KINDS.map(({ place }) => place.split("/")[0]!.replace(/\.json$/, "")).sort());
    const empty = mkdtempSync(join(folder, ".empty-"));
    const onTop = checkFolder(empty, { folder });
    expect(onTop.findings).toEqual([]);
    expect(onTop.files).toBe(checkFolder(folder).files);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("every finding says line and column, what lacks is shown at what holds it", () => {
  const folder = mkdtempSync(join(tmpdir(), "perfex-check-"));
  try {
    cpSync(LIBRARY, folder, { recursive: true });
    const path = join(folder, "library/doctypes/author.json");
    const author = { id: "author", kind: "document", title: "nam", fields: { name: { type: "txt" } } };
    writeFileSync(path, JSON.stringify(author, null, 2));
    const told = checkFolder(folder).findings.filter(({ file }) => file.endsWith("author.json"));
    expect(told.map(({ pointer, position }) => [pointer, position])).toContainEqual(["", { line: 1, column: 1 }]);
    expect(told.every(({ position }) => position !== undefined)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
