import { callReferences } from "../../calls/call-places.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toField } from "../../references/reference.ts";
import type { Posting } from "../../types/index.ts";

export function postingReferences({ file, artefact }: Filed<Posting>): Reference[] {
  return [
    ...toArtefact(file, ["document"], "doctype", artefact.document),
    ...toArtefact(file, ["ledger"], "ledger", artefact.ledger),
    ...Object.entries(artefact.entries).flatMap(([id, { each, fill }]) => [
      ...toField(file, ["entries", id, "each"], artefact.document, each),
      ...(fill ? callReferences(file, ["entries", id, "fill"], fill, artefact.document) : []),
    ]),
  ];
}
