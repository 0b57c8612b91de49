import type { ArtefactKind, ArtefactMaps, RegistryKind, ResolvedTypes, ShownTypes } from "../kinds/all-kinds.ts";
import type { Action } from "../types/index.ts";
import type { Withheld } from "./withheld-places.ts";

/** Somebody with the metadata there is and the rights to it. */
export interface Viewer {
  readonly artefacts: ArtefactMaps;
  /** Artefacts of one doctype. */
  of<K extends RegistryKind>(kind: K, doctype: string): readonly ResolvedTypes[K][];
  /** Places that mention a field, by name or in an expression. */
  whoUses(doctype: string, field: string): readonly Mention[];
  readonly roles: readonly string[];
  can(doctype: string, action: Action): boolean;
  canRunReport(report: string): boolean;
  /** In any of its documents: what somebody may know of the doctype, not what one document shows him. */
  highestReadLevel(doctype: string): number;
  highestWriteLevel(doctype: string): number;
}

/** Where a field is mentioned. */
export interface Mention {
  readonly kind: ArtefactKind;
  readonly id: string;
  /** JSON pointer inside the artefact. */
  readonly pointer: string;
}

/** Somebody who looks at the metadata: what there is, and what the rights let see. */
export interface Sight extends Viewer, Withheld {
  /** What is seen of a kind. */
  shown<K extends ArtefactKind>(kind: K): ShownTypes[K];
}
