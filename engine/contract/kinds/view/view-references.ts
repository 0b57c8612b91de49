import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toFields, toShownFields } from "../../references/reference.ts";
import type { View } from "../../types/index.ts";

export function viewReferences({ file, artefact }: Filed<View>): Reference[] {
  const { doctype } = artefact;
  return [
    ...toArtefact(file, ["doctype"], "doctype", doctype),
    ...toShownFields(file, ["columns"], doctype, artefact.columns),
    ...toFields(file, ["sort"], doctype, artefact.sort),
    ...toFields(file, ["totals"], doctype, artefact.totals),
  ];
}
