import { systemFields } from "../fields/system-fields.ts";
import { finding } from "../finding.ts";
import { fieldAtPath } from "../metadata/field-at-path.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { referencesIn } from "../references/all-references.ts";
import type { FieldReference } from "../references/reference.ts";
import { suggest } from "../suggest.ts";
import type { Doctype } from "../types/index.ts";
import type { Lint } from "./lint.ts";

/** A form, a list, an index, a conversion … names fields that exist. */
export const unknownField: Lint = {
  id: "unknown-field",
  phase: "structure",
  ofEachPlace: true,
  check: ({ file }, { model }) =>
    referencesIn(file, model).flatMap((reference) => {
      const doctype = reference.to === "field" ? model.get("doctype", reference.doctype) : undefined;
      if (reference.to !== "field" || !doctype || fieldAtPath(model, doctype, reference.path)) return [];
      const { owner, name } = firstUnknown(model, doctype, reference);
      const suggestion = owner && suggest(name, [...Object.keys(owner.fields), ...Object.keys(systemFields(owner))]);
      const params = { field: name, doctype: owner?.id ?? reference.doctype };
      return [finding("METADATA_FIELD_UNKNOWN", reference.pointer, params, { file: file.path, suggestion })];
    }),
};

/** Where on its way a path is lost. */
function firstUnknown(model: MetadataModel, doctype: Doctype, { path }: FieldReference) {
  const known = path.findLastIndex((_, index) => fieldAtPath(model, doctype, path.slice(0, index + 1)) !== undefined);
  const name = path[known + 1] ?? "";
  const end = known < 0 ? undefined : fieldAtPath(model, doctype, path.slice(0, known + 1));
  if (known < 0) return { owner: doctype, name };
  const field = end?.kind === "field" ? end.field : undefined;
  const next = field?.type === "link" ? field.to : field?.type === "table" ? field.of : undefined;
  return { owner: next === undefined ? undefined : model.get("doctype", next), name };
}
