import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadMetadata } from "./load-metadata.ts";
import { locateFindings } from "./locate-findings.ts";
import { placeOfFinding } from "./resolve-registry.ts";

let folder: string;

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "perfex-metadata-"));
  write("shop/module.json", '{ "id": "shop" }');
  write("shop/doctypes/cart.json", '{ "id": "cart" }');
  write("shop/doctypes/notes.txt", "not metadata");
  write("shop/functions/price/price.function.json", '{ "id": "price" }');
  write("shop/functions/price/price.ts", "export {}");
  write("shop/scenarios/buy.json", '{ "scenario": "buy" }');
  write("shop/translations/fr.json", '{ "language": "fr" }');
  write("_schema/doctypes/hidden.json", "{}");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("metadata is found by its place", () => {
  const keys = (folders: string[]) => loadMetadata(folders).files.map(({ key, kind, id }) => `${key} ${kind} ${id}`);

  test("below a parent of modules, scenarios and folders with an underscore left out", () => {
    expect(keys([folder])).toEqual([
      "shop/module module shop",
      "shop/doctypes/cart doctype cart",
      "shop/functions/price function price",
      "shop/translations/fr translations shop.fr",
    ]);
  });

  test("in one module's folder", () => {
    expect(keys([join(folder, "shop")])).toEqual(keys([folder]));
  });

  test("two folders of one module are told: only one of them would be read", () => {
    write("shop2/module.json", '{ "id": "shop" }');
    const { findings } = loadMetadata([folder]);
    rmSync(join(folder, "shop2"), { recursive: true });
    expect(findings.map(({ code, file }) => [code, file.endsWith("shop2/module.json")])).toEqual([
      ["METADATA_MODULE_TWICE", true],
    ]);
    expect(findings[0]?.message.en).toContain("“shop” holds the module “shop”");
  });

  test("a file that is no JSON is a finding, the others are still read", () => {
    write("shop/doctypes/broken.json", '{ "id": ');
    const { files, findings } = loadMetadata([folder]);
    rmSync(join(folder, "shop/doctypes/broken.json"));
    expect(findings.map(({ code, file }) => [code, file.endsWith("shop/doctypes/broken.json")])).toEqual([
      ["METADATA_JSON_SYNTAX", true],
    ]);
    expect(files).toHaveLength(4);
  });

  test("what is no file, no UTF-8 or nested without end is told with its file, and the others are still read", () => {
    const latin = Buffer.from('{ "id": "latin", "label": "Société" }', "latin1");
    mkdirSync(join(folder, "shop/doctypes/folder.json"));
    mkdirSync(join(folder, "shop/templates/slip.hbs"), { recursive: true });
    mkdirSync(join(folder, "odd/module.json"), { recursive: true });
    writeFileSync(join(folder, "shop/doctypes/latin.json"), latin);
    writeFileSync(join(folder, "shop/templates/latin.hbs"), Buffer.from("Société", "latin1"));
    writeFileSync(join(folder, "shop/templates/wide.hbs"), Buffer.from("\uFEFFSociété", "utf16le"));
    write("shop/doctypes/deep.json", `{\n  "a": ${"[".repeat(20_000)}${"]".repeat(20_000)} }`);
    write("shop/doctypes/brackets.json", `{ "a": "${"[".repeat(200)}" }`);
    write("shop/prints", "a file where a folder is looked for");
    const { files, findings } = loadMetadata([folder]);
    for (const path of ["doctypes/folder.json", "templates", "prints", "../odd"])
      rmSync(join(folder, "shop", path), { recursive: true });
    for (const name of ["latin", "deep", "brackets"]) rmSync(join(folder, `shop/doctypes/${name}.json`));
    const places = locateFindings(findings).map(
      (one) => `${placeOfFinding(one).replace(/^.*(shop|odd)\//, "")} ${one.code}`,
    );
    expect(places.sort()).toEqual([
      "doctypes/deep.json:2:107 METADATA_JSON_TOO_DEEP",
      "doctypes/folder.json METADATA_FILE_NOT_A_FILE",
      "doctypes/latin.json METADATA_FILE_ENCODING",
      "module.json METADATA_FILE_NOT_A_FILE",
      "templates/latin.hbs METADATA_FILE_ENCODING",
      "templates/slip.hbs METADATA_FILE_NOT_A_FILE",
      "templates/wide.hbs METADATA_FILE_ENCODING",
    ]);
    expect(files).toHaveLength(5);
  });

  test("nothing of a file is lost in silence: what JSON would swallow and nobody would read is told with its place", () => {
    write("shop/doctypes/cart.json", '\uFEFF{ "id": "cart" }');
    write("shop/doctypes/twice.json", '{\n  "a": { "x": 1 },\n  "a": { "x": 2 }\n}');
    write("shop/doctypes/comma.json", '{\n  "a": 1\n  "b": 2\n}');
    write("shop/doctype/a9.json", "{}");
    write("shop/functions/price/prices.json", "{}");
    write("shop/views/_draft.json", "{}");
    const { files, findings } = loadMetadata([folder]);
    for (const path of [
      "doctypes/twice.json",
      "doctypes/comma.json",
      "doctype",
      "functions/price/prices.json",
      "views",
    ])
      rmSync(join(folder, "shop", path), { recursive: true });
    expect(files.find(({ id }) => id === "cart")?.json).toEqual({ id: "cart" });
    const places = findings.map(
      (one) => `${placeOfFinding(one).replace(/^.*shop\//, "")} ${one.code} ${one.suggestion}`,
    );
    expect(places.sort()).toEqual([
      "doctype/a9.json METADATA_FILE_UNPLACED doctypes",
      "doctypes/comma.json:3:3 METADATA_JSON_SYNTAX undefined",
      "doctypes/twice.json:3:3 /a METADATA_KEY_REPEATED undefined",
    ]);
  });

  test("a folder that is not there is refused by name", () => {
    expect(() => loadMetadata(["/nowhere/at/all"])).toThrow(/METADATA_FOLDER_MISSING.*nowhere/);
  });
});
