import { fail } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { createRecordMemories, type RecordMemories } from "../linking/record-memory.ts";
import type { DocumentsPorts, SecretBox } from "../types.ts";
import { lockedSecretBox } from "../values/secret-box.ts";

/** Told which stage's part comes next; tests make one fail there. Null where nobody listens. */
export type Reach = ((stage: string) => Promise<void>) | null;

/** What every verb needs beside the request: the plugged-in layers. */
export interface Engine {
  readonly ports: DocumentsPorts;
  readonly secrets: SecretBox;
  /** What writes read of linked documents. */
  readonly memories: RecordMemories;
  /** Told which stage of a write comes next; only tests plug something in. */
  reacher(doctype: string): Reach;
}

export function createEngine(ports: DocumentsPorts): Engine {
  return {
    ports,
    secrets: ports.secrets ?? lockedSecretBox,
    memories: createRecordMemories(),
    reacher(doctype) {
      const { failpoint } = ports;
      return failpoint ? async (stage) => failpoint(stage, doctype) : null;
    },
  };
}

/** A doctype whose documents have an address of their own. Raises REGISTRY_UNKNOWN_DOCTYPE, DOCTYPE_NOT_ADDRESSABLE. */
export function addressable(registry: Registry, id: string): ResolvedDoctype {
  const doctype = registry.doctype(id);
  return doctype.kind === "child" ? fail("DOCTYPE_NOT_ADDRESSABLE", { doctype: id }) : doctype;
}
