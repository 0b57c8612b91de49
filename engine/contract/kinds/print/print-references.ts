import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toFields } from "../../references/reference.ts";
import type { Print } from "../../types/index.ts";

export function printReferences({ file, artefact }: Filed<Print>): Reference[] {
  return [
    ...toArtefact(file, ["doctype"], "doctype", artefact.doctype),
    ...toFields(file, ["expand"], artefact.doctype, artefact.expand, "tables"),
  ];
}
