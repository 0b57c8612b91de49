import { CODE_FIELD } from "../../../computations/named-by-path.ts";
import { finding } from "../../../finding.ts";
import type { Lint } from "../../../lints/lint.ts";
import { fieldAtPath } from "../../../metadata/field-at-path.ts";
import type { MetadataModel } from "../../../metadata/metadata-model.ts";
import type { Doctype, Field } from "../../../types/index.ts";
import { doctypeReferences } from "../doctype-references.ts";

/** A currency or unit is named by a text or a choice, or by a link to a doctype with a text `code`. */
export const unitAndCurrency: Lint<Doctype> = {
  id: "unit-and-currency",
  phase: "structure",
  check: (filed, { model }) =>
    doctypeReferences(filed, model).flatMap((reference) => {
      if (reference.to !== "field" || !/^\/fields\/[^/]+\/(currency|unit)$/.test(reference.pointer)) return [];
      const doctype = model.get("doctype", reference.doctype);
      const end = doctype && fieldAtPath(model, doctype, reference.path);
      if (!end || (end.kind === "field" && namesSomething(end.field, model))) return [];
      const params = { path: reference.path.join("."), code: CODE_FIELD };
      return [finding("METADATA_NAMED_BY", reference.pointer, params, { file: filed.file.path })];
    }),
};

function namesSomething(field: Field, model: MetadataModel): boolean {
  if (field.type === "text" || field.type === "choice") return true;
  return field.type === "link" && model.get("doctype", field.to)?.fields[CODE_FIELD]?.type === "text";
}
