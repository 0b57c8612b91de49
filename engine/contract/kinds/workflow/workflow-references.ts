import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toField } from "../../references/reference.ts";
import type { Workflow } from "../../types/index.ts";

export function workflowReferences({ file, artefact }: Filed<Workflow>): Reference[] {
  return [
    ...toArtefact(file, ["doctype"], "doctype", artefact.doctype),
    ...toField(file, ["field"], artefact.doctype, artefact.field),
    ...Object.entries(artefact.transitions).flatMap(([id, { roles }]) =>
      (roles ?? []).flatMap((role, index) => toArtefact(file, ["transitions", id, "roles", index], "role", role)),
    ),
  ];
}
