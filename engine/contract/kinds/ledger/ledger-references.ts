import type { Filed } from "../../metadata/metadata-model.ts";
import { fieldTargets } from "../../references/field-targets.ts";
import { type Reference, toArtefact, toField } from "../../references/reference.ts";
import type { Ledger } from "../../types/index.ts";

export function ledgerReferences({ file, artefact }: Filed<Ledger>): Reference[] {
  const { periods } = artefact;
  const fields = (part: "dimensions" | "measures") =>
    Object.entries(artefact[part]).flatMap(([id, field]) => fieldTargets(file, [part, id], field));
  const periodReferences = periods
    ? [
        ...toArtefact(file, ["periods", "doctype"], "doctype", periods.doctype),
        ...toField(file, ["periods", "from"], periods.doctype, periods.from),
        ...toField(file, ["periods", "to"], periods.doctype, periods.to),
      ]
    : [];
  return [...fields("dimensions"), ...fields("measures"), ...periodReferences];
}
