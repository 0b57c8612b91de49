import { join } from "node:path";
import { SCHEMA_FOLDER } from "../../contract/validation/index.ts";
import { loadMetadata } from "../load-metadata.ts";
import { resolveRegistry } from "../resolve-registry.ts";

/** A little library: the metadata that the contract's fixtures patch. */
export const LIBRARY = join(SCHEMA_FOLDER, "fixtures/base");

export const libraryFiles = loadMetadata([LIBRARY]);
export const libraryRegistry = resolveRegistry(libraryFiles);
