import { KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Reference } from "./reference.ts";

type ByFile = Map<MetadataFile, readonly Reference[]>;
const remembered = new WeakMap<MetadataModel, ByFile>();

/** Every name in a file that must exist elsewhere, expressions apart. */
export function referencesIn(file: MetadataFile, model: MetadataModel): readonly Reference[] {
  const byFile: ByFile = remembered.get(model) ?? new Map();
  remembered.set(model, byFile);
  const kind: Kind = KINDS[file.kind];
  const known = byFile.get(file) ?? kind.references?.({ file, artefact: file.json as object }, model) ?? [];
  byFile.set(file, known);
  return known;
}

/** The same of all files. */
export function allReferences(model: MetadataModel): readonly Reference[] {
  return model.files.flatMap((file) => referencesIn(file, model));
}
