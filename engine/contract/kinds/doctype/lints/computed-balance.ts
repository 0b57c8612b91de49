import { type Lint, problem } from "../../../lints/lint.ts";
import type { MetadataModel } from "../../../metadata/metadata-model.ts";
import type { ComputedField, Doctype, Ledger } from "../../../types/index.ts";

/** A balance sums a measure over a dimension that leads to this doctype. */
export const computedBalance: Lint<Doctype> = {
  id: "computed-balance",
  phase: "structure",
  check: ({ artefact, file }, { model }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      const wrong = field.type === "computed" ? wrongPart(artefact, field, model) : undefined;
      const names = field.type === "computed" ? { ...field.balance, doctype: artefact.id } : {};
      return wrong ? [problem(file, ["fields", id, "balance", wrong.part], wrong.code, names)] : [];
    }),
};

function wrongPart(doctype: Doctype, { balance }: ComputedField, model: MetadataModel) {
  const ledger = balance && model.get("ledger", balance.ledger);
  if (!balance || !ledger) return undefined;
  if (!Object.hasOwn(ledger.measures, balance.measure)) {
    return { part: "measure", code: "METADATA_BALANCE_MEASURE" } as const;
  }
  return leadsTo(ledger, balance.of, doctype.id) ? undefined : ({ part: "of", code: "METADATA_BALANCE_OF" } as const);
}

function leadsTo(ledger: Ledger, dimension: string, doctype: string): boolean {
  const field = ledger.dimensions[dimension];
  if (field?.type === "link") return field.to === doctype;
  return field?.type === "dynamic_link" && field.to.includes(doctype);
}
