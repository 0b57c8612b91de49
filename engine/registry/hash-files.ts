import { createHash } from "node:crypto";
import type { MetadataFile } from "../contract/index.ts";

/**
 * sha256 (hexadecimal) of the files' contents. Neither the order of files, nor their place on disk, nor white space
 * counts; the order of members does, because fields are shown in it.
 */
export function hashFiles(files: readonly MetadataFile[]): string {
  const hash = createHash("sha256");
  const sorted = [...files].sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const file of sorted) hash.update(`${file.key}\n${JSON.stringify(file.json)}\n`);
  return hash.digest("hex");
}
