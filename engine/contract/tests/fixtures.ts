import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { JsonObject } from "../json-value.ts";
import { SCHEMA_FOLDER } from "../validation/schemas.ts";

export const FIXTURES = join(SCHEMA_FOLDER, "fixtures");

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
  const folder = join(FIXTURES, ...path);
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const { $expect, ...json } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      return { name: basename(file, ".json"), expect: $expect, json };
    });
}
