import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toField } from "../../references/reference.ts";
import type { Report } from "../../types/index.ts";

export function reportReferences({ file, artefact }: Filed<Report>): Reference[] {
  const { source, drill } = artefact;
  const from =
    "ledger" in source
      ? toArtefact(file, ["source", "ledger"], "ledger", source.ledger)
      : [
          ...toArtefact(file, ["source", "doctype"], "doctype", source.doctype),
          ...toField(file, ["source", "table"], source.doctype, source.table),
        ];
  const params = Object.entries(artefact.params ?? {}).flatMap(([id, param]) =>
    toArtefact(file, ["params", id, "to"], "doctype", param.to),
  );
  return [...from, ...params, ...toArtefact(file, ["drill", "report"], "report", drill?.report)];
}
