import type { MetadataFile } from "../../metadata/metadata-file.ts";
import type { Filed, MetadataModel } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toField, toFields } from "../../references/reference.ts";
import type { FunctionDeclaration, FunctionRead } from "../../types/index.ts";
import { parseEffect } from "./parse-effect.ts";

export function functionReferences({ file, artefact }: Filed<FunctionDeclaration>, model: MetadataModel): Reference[] {
  const effects = (artefact.effects ?? []).flatMap((effect, index) =>
    toArtefact(file, ["effects", index], "doctype", parseEffect(effect).doctype),
  );
  const reads = Object.entries(artefact.reads ?? {}).flatMap(([id, read]) =>
    readReferences(file, ["reads", id], read, model),
  );
  return [...reads, ...effects];
}

function readReferences(
  file: MetadataFile,
  path: readonly string[],
  read: FunctionRead,
  model: MetadataModel,
): Reference[] {
  if ("report" in read) return toArtefact(file, [...path, "report"], "report", read.report);
  if ("balance" in read) return toArtefact(file, [...path, "balance", "ledger"], "ledger", read.balance.ledger);
  const { doctype, fields, sort } = read;
  const known = model.get("doctype", doctype)?.fields ?? {};
  return [
    ...toArtefact(file, [...path, "doctype"], "doctype", doctype),
    ...toFields(file, [...path, "fields"], doctype, fields),
    ...toFields(file, [...path, "sort"], doctype, sort),
    ...Object.keys(read.match ?? {}).flatMap((field) => toField(file, [...path, "match", field], doctype, field)),
    ...Object.entries(read.tables ?? {}).flatMap(([table, columns]) => {
      const field = known[table];
      return [
        ...toField(file, [...path, "tables", table], doctype, table),
        ...(field?.type === "table" ? toFields(file, [...path, "tables", table], field.of, columns) : []),
      ];
    }),
  ];
}
