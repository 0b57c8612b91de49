import type { Filed, MetadataModel } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toField } from "../../references/reference.ts";
import type { Conversion } from "../../types/index.ts";

export function conversionReferences({ file, artefact }: Filed<Conversion>, model: MetadataModel): Reference[] {
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
