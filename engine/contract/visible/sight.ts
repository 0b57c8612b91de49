import type { ArtefactKind, ArtefactMaps, RegistryKind, ResolvedTypes, ShownTypes } from "../kinds/all-kinds.ts";
import type { Action } from "../types/index.ts";

/** Somebody who looks at the metadata: what there is, and what the rights let see. */
export interface Sight {
  readonly artefacts: ArtefactMaps;
  /** Artefacts of one doctype. */
  of<K extends RegistryKind>(kind: K, doctype: string): readonly ResolvedTypes[K][];
  readonly roles: readonly string[];
  can(doctype: string, action: Action): boolean;
  canRunReport(report: string): boolean;
  readLevel(doctype: string): number;
  writeLevel(doctype: string): number;
  /** What is seen of a kind. */
  shown<K extends ArtefactKind>(kind: K): ShownTypes[K];
}
