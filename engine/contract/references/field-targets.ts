import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { Field } from "../types/index.ts";
import { type Reference, toArtefact, toFields } from "./reference.ts";

/** Doctypes and ledgers a field leads to. */
export function fieldTargets(file: MetadataFile, path: readonly string[], field: Field): Reference[] {
  switch (field.type) {
    case "link":
      return [
        ...toArtefact(file, [...path, "to"], "doctype", field.to),
        ...toFields(file, [...path, "order"], field.to, field.order),
      ];
    case "dynamic_link":
      return field.to.flatMap((to, index) => toArtefact(file, [...path, "to", index], "doctype", to));
    case "table":
      return toArtefact(file, [...path, "of"], "doctype", field.of);
    case "computed":
      return toArtefact(file, [...path, "balance", "ledger"], "ledger", field.balance?.ledger);
    default:
      return [];
  }
}
