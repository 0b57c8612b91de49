import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { JsonObject } from "../json-value.ts";
import { ALL_KINDS } from "../kinds/all-kinds.ts";

const CONTRACT = join(import.meta.dirname, "..");

/** Fixtures of a kind's schema. */
export const schemaFixtures = (kind: string) => join(CONTRACT, "kinds", kind, "fixtures");

/** What a fixture in `reject/` must be refused with. */
export interface Expectation {
  readonly code: string;
  readonly pointer: string;
  readonly file?: string;
  readonly suggestion?: string;
}

export interface Fixture {
  readonly name: string;
  readonly expect: Expectation | undefined;
  readonly json: JsonObject;
}

/** Fixtures of a folder, their expectation taken off. */
export function loadFixtures(...path: string[]): Fixture[] {
  const folder = join(...path);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const { $expect, ...json } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      return { name: basename(file, ".json"), expect: $expect, json };
    });
}

export interface LintFixtures {
  /** `null`: the rule is for several kinds. */
  readonly kind: string | null;
  readonly lint: string;
  readonly folder: string;
}

/** The folders with fixtures of lints: beside the kind, or beside the lints for several kinds. */
export function lintFixtures(): readonly LintFixtures[] {
  const inFolder = (kind: string | null, folder: string) =>
    existsSync(folder)
      ? readdirSync(folder).map((lint): LintFixtures => ({ kind, lint, folder: join(folder, lint) }))
      : [];
  return [
    ...inFolder(null, join(CONTRACT, "lints/fixtures")),
    ...ALL_KINDS.flatMap(({ id }) => inFolder(id, join(schemaFixtures(id), "lints"))),
  ];
}
