import type { Finding } from "../finding.ts";
import type { ArtefactKind } from "../kinds/all-kinds.ts";
import type { MetadataModel } from "./metadata-model.ts";

/** What is known to lack, so that what follows from it is not told as well. */
export interface Missing {
  /** Is named somewhere, but there is none or its file is wrong. */
  artefact(kind: ArtefactKind, id: string): boolean;
  /** Some file of the kind is wrong, so a list of all is not to be relied on. */
  some(kind: ArtefactKind): boolean;
  /** Some table names rows that are wrong or missing, so it is not known who uses which. */
  uses(): boolean;
}

export interface WatchedModel {
  readonly model: MetadataModel;
  /** Findings of a check; none when it asked for what is missing, which has its finding already. */
  certain(check: () => readonly Finding[]): readonly Finding[];
}

/** A model that notices when somebody asks it for what is missing. */
export function watchModel(model: MetadataModel, missing: Missing): WatchedModel {
  let asked = false;
  const ask = <T>(value: T, isMissing: boolean): T => {
    asked ||= isMissing;
    return value;
  };
  return {
    model: {
      ...model,
      all: (kind) => ask(model.all(kind), missing.some(kind)),
      get: (kind, id) => ask(model.get(kind, id), missing.artefact(kind, id)),
      fileOf: (kind, id) => ask(model.fileOf(kind, id), missing.artefact(kind, id)),
      usesOf: (child) => ask(model.usesOf(child), missing.uses()),
    },
    certain(check) {
      asked = false;
      const findings = check();
      return asked ? [] : findings;
    },
  };
}
