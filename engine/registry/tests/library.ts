import { LIBRARY } from "../../contract/tests/library.ts";
import { loadMetadata } from "../load-metadata.ts";
import { resolveRegistry } from "../resolve-registry.ts";

export { LIBRARY };

export const libraryFiles = loadMetadata([LIBRARY]);
export const libraryRegistry = resolveRegistry(libraryFiles);
