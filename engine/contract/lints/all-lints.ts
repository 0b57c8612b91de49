import { KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { childAlone } from "./child-alone.ts";
import { duplicateId } from "./duplicate-id.ts";
import { fieldIsShown } from "./field-is-shown.ts";
import { idIsFileName } from "./id-is-file-name.ts";
import { levelIsTold } from "./level-is-told.ts";
import type { Lint } from "./lint.ts";
import { onePerDoctype } from "./one-per-doctype.ts";
import { pathReach } from "./path-reach.ts";
import { unknownArtefact } from "./unknown-artefact.ts";
import { unknownField } from "./unknown-field.ts";

/** Rules for files of every kind; those of one kind are in its folder. */
export const COMMON_LINTS: readonly Lint[] = [
  childAlone,
  duplicateId,
  fieldIsShown,
  idIsFileName,
  levelIsTold,
  onePerDoctype,
  pathReach,
  unknownArtefact,
  unknownField,
];

/** Every rule a file must keep. */
export function lintsOf(file: MetadataFile): readonly Lint[] {
  const kind: Kind = KINDS[file.kind];
  return [...COMMON_LINTS, ...kind.lints];
}
