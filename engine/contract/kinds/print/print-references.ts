import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toFields } from "../../references/reference.ts";
import type { Print } from "../../types/index.ts";

export function printReferences({ file, artefact }: Filed<Print>): Reference[] {
  return [
    ...toArtefact(file, ["doctype"], "doctype", artefact.doctype),
    ...toArtefact(file, ["template"], "template", templateId(artefact), ".hbs"),
    ...toFields(file, ["expand"], artefact.doctype, artefact.expand, "tables"),
  ];
}

/** A print names its template as the file is called. */
export const templateId = ({ template }: Print): string => template.replace(/\.hbs$/, "");
