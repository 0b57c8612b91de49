import { fail } from "../kernel/index.ts";
import type { MetadataFiles, MetadataLayer, Registry } from "./types.ts";

/** Validates, resolves, compiles and freezes metadata with an organization's layers on top. Raises METADATA_INVALID. */
export function resolveRegistry(_files: MetadataFiles, _layers: readonly MetadataLayer[] = []): Registry {
  return fail("METADATA_INVALID", { count: 0 });
}
