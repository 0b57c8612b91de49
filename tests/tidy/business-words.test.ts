import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { SCHEMA_NAMES, schemaOf } from "../../engine/contract/validation/index.ts";
import { codeOf, commentsOf, productFiles, ROOT } from "./support/sources.ts";

interface Doctype {
  readonly id: string;
  readonly fields: Readonly<Record<string, { readonly type: string }>>;
}

const METADATA = join(ROOT, "metadata");
const read = (path: string): unknown => JSON.parse(readFileSync(join(METADATA, path), "utf8"));

const filesIn = (folder: string): string[] =>
  readdirSync(METADATA, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.startsWith(folder) && path.endsWith(".json"),
  );

/** Members of the metadata language and fields of `core`: the engine may name them, whatever a module calls its doctypes. */
const OWN_WORDS = new Set([
  ...SCHEMA_NAMES.flatMap((name) => membersOf(schemaOf(name))),
  ...filesIn("core/doctypes").flatMap((path) => Object.keys((read(path) as Doctype).fields)),
]);

function membersOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as { readonly properties?: object };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(membersOf)];
}

/** Doctype ids of the modules; those of `core` the engine may name. */
const words = readdirSync(METADATA, { recursive: true, encoding: "utf8" })
  .flatMap((path) => /^(?!core)[^/]+\/doctypes\/([^/]+)\.json$/.exec(path)?.[1] ?? [])
  .filter((word) => !OWN_WORDS.has(word));

/** Words of modules that everybody needs to speak of anything. */
const EVERYDAY = new Set(
  "account address center closing collected cost country currency entry exchange gain general group item line loss note off opening parent period rate rounding service settings term unit write year".split(
    " ",
  ),
);

/** What modules are about: the words their doctypes and the links between them are made of. */
const trade = new Set(
  filesIn("").flatMap((path) => {
    if (!/^(?!core)[^/]+\/doctypes\//.test(path)) return [];
    const { id, fields } = read(path) as Doctype;
    const links = Object.entries(fields).filter(([, { type }]) => type === "link");
    return [id, ...links.map(([name]) => name)].flatMap((name) =>
      name.split("_").map((word) => word.replace(/s$/, "")),
    );
  }),
);

/** Words of a library that happen to be a doctype's id. */
const OF_LIBRARIES: Readonly<Record<string, string>> = {
  "runtime-ui/src/reports/chart-option.ts": 'trigger: isPie ? "item"',
};

describe("the engine knows no business", () => {
  test("no doctype of a module is named in the engine or the screens", () => {
    expect(words.length).toBeGreaterThan(15);
    const named = new RegExp(`["'\`/](${words.join("|")})["'\`/]|^\\s*(${words.join("|")}): "`);
    const wrong = productFiles
      .filter((name) => /^(engine|runtime-ui\/src)\//.test(name))
      .flatMap((file) =>
        codeOf(file)
          .replace(OF_LIBRARIES[file] ?? "", "")
          .split("\n")
          .flatMap((line) => (named.test(line) ? [`${file}: ${line.trim()}`] : [])),
      );
    expect(wrong).toEqual([]);
  });

  test("no comment of the engine explains itself by what a module is about", () => {
    const words = [...trade].filter((word) => !EVERYDAY.has(word) && !EVERYDAY.has(`${word}s`));
    expect(words.length).toBeGreaterThan(15);
    const named = new RegExp(`\\b(${words.join("|")})(s|es)?\\b`, "i");
    const wrong = productFiles
      .filter((file) => file.startsWith("engine/") && !file.includes("generated/"))
      .flatMap((file) => commentsOf(file).flatMap((line) => (named.test(line) ? [`${file}: ${line.trim()}`] : [])));
    expect(wrong).toEqual([]);
  });
});
