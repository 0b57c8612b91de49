import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { JsonValue } from "../json-value.ts";
import { applyMergePatch } from "../layers/apply-merge-patch.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { parseAnyKey } from "../metadata/parse-file-key.ts";

/** A little library, which fixtures patch. */
export const LIBRARY = join(import.meta.dirname, "base");

const library: ReadonlyMap<string, JsonValue> = new Map(
  readdirSync(LIBRARY, { recursive: true, withFileTypes: true })
    .filter((entry) => /\.(json|hbs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [keyOf(path), contentOf(path)]),
);

function contentOf(path: string): JsonValue {
  const text = readFileSync(path, "utf8");
  return path.endsWith(".hbs") ? { text } : JSON.parse(text);
}

/** `library/functions/late_fee/late_fee.function.json` is keyed by its folder. */
function keyOf(path: string): string {
  const key = relative(LIBRARY, path).split(sep).join("/");
  return key.replace(/\/[^/]+\.function\.json$/, "").replace(/\.(json|hbs)$/, "");
}

/** A little library with merge patches per file key on top; `path` is the key. */
export function loadPatchedLibrary(patches: unknown): MetadataFile[] {
  const files = new Map(library);
  for (const [key, patch] of Object.entries(patches as Readonly<Record<string, JsonValue>>)) {
    if (patch === null) files.delete(key);
    else files.set(key, applyMergePatch(files.get(key), patch));
  }
  return [...files].map(([key, json]) => {
    const place = parseAnyKey(key);
    if (!place) throw new TypeError(`${key} is no file key`);
    return { ...place, path: key, json };
  });
}
