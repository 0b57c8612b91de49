import { createHash } from "node:crypto";
import {
  ALL_KINDS,
  type ArtefactKind,
  KINDS,
  type Kind,
  type ShownMetadata,
  type ShownTypes,
  type Sight,
} from "../../contract/index.ts";
import type { AccessPolicy } from "../../documents/index.ts";
import type { Registry } from "../../registry/index.ts";

/** What these rights let somebody see of the metadata, as each kind tells it; what they may not read is absent. */
export function buildRoleMeta(registry: Registry, access: AccessPolicy, roles: readonly string[]): ShownMetadata {
  const sight = sightOf(registry, access, roles);
  return Object.assign({}, ...ALL_KINDS.map(({ id }) => sight.shown(id) as object));
}

/** Names one state of the metadata as one set of rights sees it. */
export function metaVersion(registry: Registry, accessKey: string): string {
  return createHash("sha256").update(`${registry.hash}\n${accessKey}`).digest("base64url").slice(0, 22);
}

function sightOf(registry: Registry, access: AccessPolicy, roles: readonly string[]): Sight {
  const known = new Map<ArtefactKind, unknown>();
  const sight: Sight = {
    artefacts: registry,
    of: registry.of,
    roles,
    can: (doctype, action) => access.can(doctype, action),
    canRunReport: (report) => access.canRunReport(report),
    readLevel: (doctype) => access.readLevel(doctype),
    writeLevel: (doctype) => access.writeLevel(doctype),
    shown<K extends ArtefactKind>(id: K) {
      const kind: Kind = KINDS[id];
      if (!known.has(id)) known.set(id, kind.visible?.(sight));
      return known.get(id) as ShownTypes[K];
    },
  };
  return sight;
}
