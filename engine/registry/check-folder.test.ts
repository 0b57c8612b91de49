import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ALL_KINDS, KINDS, type Kind } from "../contract/index.ts";
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
test("a folder with every kind of file in its documented place is as sound on top of the product as in it, but for what needs a program", () => {
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
    expect(onTop.findings.map(({ code, file }) => [code, basename(file)])).toEqual([
      ["METADATA_PROGRAM_OF_LAYER", "late_fee.function.json"],
    ]);
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

/** The library with other texts in some files, `null` for none; findings as `code file:line:column suggestion`. */
function foundWith(texts: Readonly<Record<string, string | null>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "perfex-check-"));
  try {
    cpSync(LIBRARY, folder, { recursive: true });
    for (const [path, text] of Object.entries(texts)) {
      if (text === null) rmSync(join(folder, "library", path));
      else writeFileSync(join(folder, "library", path), text);
    }
    return checkFolder(folder).findings.map(({ code, file, position, suggestion }) =>
      [code, `${basename(file)}:${position?.line}:${position?.column}`, suggestion].join(" ").trim(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("what an artefact needs beside it", () => {
  const kindsWithProgram = ALL_KINDS.filter((kind: Kind) => kind.program !== undefined);

  test("a program, as its kind says: without it each file is refused with its place", () => {
    const placed = (kind: Kind, name: string) =>
      [kind.place, kind.program ?? ""].map((place) => place.replaceAll("<id>", name));
    expect(kindsWithProgram.map(({ id }) => id)).toEqual(["function"]);
    const [file = "", program = ""] = placed(KINDS.function, "late_fee");
    expect(foundWith({ [program]: null })).toEqual([`METADATA_PROGRAM_MISSING ${basename(file)}:2:3`]);
  });

  test("a template: a print without one is refused where it names it, with the one that was meant", () => {
    expect(foundWith({ "templates/loan_slip.hbs": null })).toEqual(["METADATA_TEMPLATE_UNKNOWN loan_slip.json:5:3"]);
    const renamed = { "templates/loan_slip.hbs": null, "templates/loan_slips.hbs": "x" };
    expect(foundWith(renamed)).toEqual(["METADATA_TEMPLATE_UNKNOWN loan_slip.json:5:3 loan_slips.hbs"]);
  });

  test("a template that would fail when printed is refused with its line", () => {
    const template = (text: string) => foundWith({ "templates/loan_slip.hbs": text });
    expect(template("<p>\n{{#if a}}")).toEqual(["METADATA_TEMPLATE_SYNTAX loan_slip.hbs:2:1"]);
    expect(template("{{#if a}}\n{{/each}}")).toEqual(["METADATA_TEMPLATE_SYNTAX loan_slip.hbs:1:4"]);
    expect(template("<p>\n  {{mony total}}{{> head}}")).toEqual([
      "METADATA_TEMPLATE_CALL loan_slip.hbs:2:3 money",
      "METADATA_TEMPLATE_CALL loan_slip.hbs:2:17",
    ]);
    expect(template("{{#each lines}}{{#if (ne book.title_text null)}}{{this.position}}{{/if}}{{/each}}")).toEqual([]);
  });

  test("a path of a template that leads to nothing is refused with its line and the name that was meant", () => {
    const template = (text: string) => foundWith({ "templates/loan_slip.hbs": text });
    const right = [
      "{{number}} {{this.docstatus}} {{date due_date}} {{today}} {{language}} {{{fonts}}} {{member.name}}",
      "{{organization.anything}} {{texts.x}} {{lines.length}} {{lines.0.quantity}} {{subject.id}}",
      "{{#each lines}}{{book.title_text}} {{@index}} {{money total ../currency}} {{@root.number}} {{this.position}}{{else}}{{note}}{{/each}}",
      "{{#each lines as |line place|}}{{line.quantity}} {{place}} {{../note}} {{#if line.book}}{{../note}}{{/if}}{{/each}}",
      "{{#with member}}{{name}} {{../note}}{{/with}}{{#lines}}{{quantity}}{{/lines}}{{#note}}{{note}}{{/note}}{{^note}}–{{/note}}",
      '{{#if (eq status "open")}}{{t "loan.thanks"}}{{else if note}}{{status}}{{/if}}{{#unless (is_zero gross)}}{{gross}}{{/unless}}',
    ];
    expect(template(right.join("\n"))).toEqual([]);
    const wrong: Readonly<Record<string, string>> = {
      "{{nunber}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:3 number",
      "{{date due_dat}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:8 due_date",
      "{{member.nam}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:3 name",
      "{{currency.code}}": "METADATA_TEMPLATE_LINK loan_slip.hbs:1:3",
      "{{note.length}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:3",
      "{{#each lines}}{{number}}{{/each}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:18",
      "{{#each lines}}{{../quantity}}{{/each}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:18",
      "{{#each lines}}{{#if book}}{{../quantity}}{{/if}}{{/each}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:30",
      "{{#each line}}{{anything}}{{/each}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:9 lines",
      "{{#if (eq stats 1)}}{{/if}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:11 status",
      "{{../number}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:3",
      "{{@roots.number}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:3",
      "{{number min=grss}}": "METADATA_TEMPLATE_PATH loan_slip.hbs:1:14 gross",
      '{{t "loan.thank"}}': "METADATA_TEMPLATE_TEXT loan_slip.hbs:1:5 loan.thanks",
    };
    for (const [text, finding] of Object.entries(wrong)) expect([text, template(text)]).toEqual([text, [finding]]);
  });

  test("a field in use by a template is not renamed without it: the path is refused with the new name", () => {
    const loan = readFileSync(join(LIBRARY, "library/doctypes/loan.json"), "utf8");
    const renamed = loan
      .replace('"note": {', '"remark": { "renamed_from": "note",')
      .replace('"number", "note"', '"number", "remark"');
    const found = foundWith({ "doctypes/loan.json": renamed, "templates/loan_slip.hbs": "{{number}}\n{{note}}" });
    expect(found).toContain("METADATA_TEMPLATE_PATH loan_slip.hbs:2:3 remark");
  });

  test("of a template several prints share a path is right where one of them has it", () => {
    const print = JSON.parse(readFileSync(join(LIBRARY, "library/prints/loan_slip.json"), "utf8"));
    const other = { ...print, id: "member_slip", doctype: "member", expand: [], file_name: undefined };
    const files = (text: string) => ({
      "prints/member_slip.json": JSON.stringify(other),
      "templates/loan_slip.hbs": text,
    });
    expect(foundWith(files("{{#each lines}}{{quantity}}{{/each}} {{name}}"))).toEqual([]);
    expect(foundWith(files("{{#each lines}}{{quantty}}{{/each}} {{nam}}"))).toEqual([
      "METADATA_TEMPLATE_PATH loan_slip.hbs:1:18 quantity",
      expect.stringMatching(/^METADATA_TEMPLATE_PATH loan_slip.hbs:1:39/),
    ]);
    expect(
      foundWith({ ...files("{{#each lines}}{{quantty}}{{/each}}"), "doctypes/loan.json": "{" }),
    ).not.toContainEqual(expect.stringMatching(/METADATA_TEMPLATE/));
  });

  test("a template in no known place is told like any file", () => {
    expect(foundWith({ "prints/other.hbs": "x" })).toEqual(["METADATA_FILE_UNPLACED other.hbs:1:1"]);
  });
});
