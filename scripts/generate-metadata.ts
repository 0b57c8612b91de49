// Writes what is derived from the schemas of the metadata language and from declared functions:
// `node --import tsx scripts/generate-metadata.ts`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderFunctionTypes } from "./generate-function-types.ts";
import { renderMetadataReference } from "./generate-metadata-reference.ts";
import { renderMetadataTypes } from "./generate-metadata-types.ts";

const ROOT = join(import.meta.dirname, "..");

mkdirSync(join(ROOT, "docs/reference"), { recursive: true });
writeFileSync(join(ROOT, "engine/contract/types/generated/metadata.ts"), renderMetadataTypes());
writeFileSync(join(ROOT, "docs/reference/metadata.md"), renderMetadataReference("en"));
writeFileSync(join(ROOT, "docs/reference/metadata.fr.md"), renderMetadataReference("fr"));
for (const { path, text } of await renderFunctionTypes()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
