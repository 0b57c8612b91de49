import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { DataSize } from "./load-data.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** What the loaded data is made of: other metadata or other tables are other data. */
const SOURCES = [
  "metadata",
  "seeds",
  "engine/database/organization",
  "engine/database/platform",
  "bench/data",
  "bench/baseline",
];

/** Beside these, which load nothing. */
const NOT_LOADING = /\.test\.ts$|^copy-draft\.ts$|^fingerprint\.ts$|^server\.ts$|^statements\.ts$/;

/** Tells whether data kept from another run is what this run would load. */
export function fingerprintOf(size: DataSize): string {
  const hash = createHash("sha256").update(JSON.stringify(size));
  for (const source of SOURCES) {
    const files = readdirSync(join(ROOT, source), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(json|ts)$/.test(entry.name) && !NOT_LOADING.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(relative(ROOT, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}
