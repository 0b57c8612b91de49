import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { MetadataFile } from "../../../metadata/metadata-file.ts";
import type { Form } from "../../../types/index.ts";

/** A form shows a field once, and grids only for table fields. */
export const formFields: Lint<Form> = {
  id: "form-fields",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const fields = model.get("doctype", artefact.doctype)?.fields ?? {};
    const notTables = entriesOf(artefact.tables)
      .filter(([id]) => fields[id] !== undefined && fields[id].type !== "table")
      .map(([id]) => problem(file, ["tables", id], "METADATA_FORM_TABLE", { field: id }));
    return [...repeatedFields(file, artefact.tabs), ...notTables];
  },
};

type Tabs = Readonly<
  Record<string, { readonly sections: Readonly<Record<string, { readonly fields: readonly string[] }>> }>
>;

function repeatedFields(file: MetadataFile, tabs: Tabs) {
  const seen = new Set<string>();
  return Object.entries(tabs).flatMap(([tab, { sections }]) =>
    Object.entries(sections).flatMap(([section, { fields }]) =>
      fields.flatMap((id, index) => {
        const isRepeated = seen.has(id);
        seen.add(id);
        const path = ["tabs", tab, "sections", section, "fields", index];
        return isRepeated ? [problem(file, path, "METADATA_FORM_FIELD_REPEATED", { field: id })] : [];
      }),
    ),
  );
}
