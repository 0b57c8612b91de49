import { fail } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { createRecordMemories, type RecordMemories } from "../linking/record-memory.ts";
import type { DocumentsPorts, RequestContext, SecretBox } from "../types.ts";
import { lockedSecretBox } from "../values/secret-box.ts";

/** What every verb needs beside the request: the plugged-in layers. */
export interface Engine {
  readonly ports: DocumentsPorts;
  readonly secrets: SecretBox;
  /** What writes read of linked documents. */
  readonly memories: RecordMemories;
  /** Marks a stage as reached; only tests plug something in. */
  reach(stage: Stage, doctype: string): Promise<void>;
}

/** Stages of a write, in order. */
export const STAGES = [
  "parse",
  "access",
  "compute",
  "rules",
  "workflow",
  "write",
  "conversions",
  "post",
  "number",
  "commit",
] as const;
export type Stage = (typeof STAGES)[number];

export function createEngine(ports: DocumentsPorts): Engine {
  return {
    ports,
    secrets: ports.secrets ?? lockedSecretBox,
    memories: createRecordMemories(),
    async reach(stage, doctype) {
      await ports.failpoint?.(stage, doctype);
    },
  };
}

/** A doctype whose documents have an address of their own. Raises REGISTRY_UNKNOWN_DOCTYPE, DOCTYPE_NOT_ADDRESSABLE. */
export function addressable(registry: Registry, id: string): ResolvedDoctype {
  const doctype = registry.doctype(id);
  return doctype.kind === "child" ? fail("DOCTYPE_NOT_ADDRESSABLE", { doctype: id }) : doctype;
}

/** The field only workflow transitions change. */
export const stateFieldOf = ({ ports }: Engine, ctx: RequestContext, doctype: string): string | null =>
  ports.workflow.start(ctx, doctype)?.field ?? null;
