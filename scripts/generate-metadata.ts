// Writes what is derived from metadata/_schema: `node --import tsx scripts/generate-metadata.ts`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderMetadataTypes } from "./render-metadata-types.ts";

const ROOT = join(import.meta.dirname, "..");

writeFileSync(join(ROOT, "engine/contract/types/generated/metadata.ts"), renderMetadataTypes());
