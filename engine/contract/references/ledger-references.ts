import type { FiledArtefact, MetadataModel } from "../metadata/metadata-model.ts";
import { fieldTargets } from "./doctype-references.ts";
import { type Reference, toArtefact, toField } from "./reference.ts";

export function ledgerReferences({ file, artefact }: FiledArtefact<"ledger">): Reference[] {
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

export function postingReferences({ file, artefact }: FiledArtefact<"posting">): Reference[] {
  return [
    ...toArtefact(file, ["document"], "doctype", artefact.document),
    ...toArtefact(file, ["ledger"], "ledger", artefact.ledger),
    ...Object.entries(artefact.entries).flatMap(([id, { each }]) =>
      toField(file, ["entries", id, "each"], artefact.document, each),
    ),
  ];
}

export function conversionReferences(
  { file, artefact }: FiledArtefact<"conversion">,
  model: MetadataModel,
): Reference[] {
  const { from, to, lines } = artefact;
  const child = (doctype: string, table: string | undefined) => {
    const field = table === undefined ? undefined : model.get("doctype", doctype)?.fields[table];
    return field?.type === "table" ? field.of : undefined;
  };
  const [sourceRow, targetRow] = [child(from, lines?.from), child(to, lines?.to)];
  return [
    ...toArtefact(file, ["from"], "doctype", from),
    ...toArtefact(file, ["to"], "doctype", to),
    ...Object.keys(artefact.set).flatMap((field) => toField(file, ["set", field], to, field)),
    ...toField(file, ["lines", "from"], from, lines?.from),
    ...toField(file, ["lines", "to"], to, lines?.to),
    ...(sourceRow === undefined ? [] : toField(file, ["lines", "quantity"], sourceRow, lines?.quantity)),
    ...(targetRow === undefined ? [] : toField(file, ["lines", "quantity"], targetRow, lines?.quantity)),
    ...(targetRow === undefined
      ? []
      : Object.keys(lines?.set ?? {}).flatMap((column) => toField(file, ["lines", "set", column], targetRow, column))),
  ];
}

export function reportReferences({ file, artefact }: FiledArtefact<"report">): Reference[] {
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
