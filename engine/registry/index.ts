export { loadMetadata } from "./load-metadata.ts";
export { resolveRegistry } from "./resolve-registry.ts";
export type * from "./types.ts";
