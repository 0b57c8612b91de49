import { createHash } from "node:crypto";
import { type ShownMetadata, showMetadata } from "../../contract/index.ts";
import type { AccessPolicy } from "../../documents/index.ts";
import type { Registry } from "../../registry/index.ts";

/** What these rights let somebody see of the metadata; what they may not read is absent. */
export function buildRoleMeta(registry: Registry, access: AccessPolicy, roles: readonly string[]): ShownMetadata {
  return showMetadata({
    artefacts: registry,
    of: registry.of,
    whoUses: registry.whoUses,
    roles,
    can: (doctype, action) => access.can(doctype, action),
    canRunReport: (report) => access.canRunReport(report),
    highestReadLevel: (doctype) => access.highestReadLevel(doctype),
    highestWriteLevel: (doctype) => access.highestWriteLevel(doctype),
  });
}

/** Names one state of the metadata as one set of rights sees it. */
export function metaVersion(registry: Registry, accessKey: string): string {
  return createHash("sha256").update(`${registry.hash}\n${accessKey}`).digest("base64url").slice(0, 22);
}
