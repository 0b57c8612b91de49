import type { Filed, MetadataModel } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact, toField, toShownFields } from "../../references/reference.ts";
import type { Form } from "../../types/index.ts";

export function formReferences({ file, artefact }: Filed<Form>, model: MetadataModel): Reference[] {
  const { doctype } = artefact;
  const fields = model.get("doctype", doctype)?.fields ?? {};
  return [
    ...toArtefact(file, ["doctype"], "doctype", doctype),
    ...Object.entries(artefact.tabs).flatMap(([tab, { sections }]) =>
      Object.entries(sections).flatMap(([section, { fields: names }]) =>
        toShownFields(file, ["tabs", tab, "sections", section, "fields"], doctype, names),
      ),
    ),
    ...Object.entries(artefact.tables ?? {}).flatMap(([table, { columns }]) => {
      const field = fields[table];
      return [
        ...toField(file, ["tables", table], doctype, table),
        ...(field?.type === "table" ? toShownFields(file, ["tables", table, "columns"], field.of, columns) : []),
      ];
    }),
  ];
}
