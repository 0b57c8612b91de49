import { finding } from "../finding.ts";
import { fieldAtPath } from "../metadata/field-at-path.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { referencesIn } from "../references/all-references.ts";
import type { FieldReference } from "../references/reference.ts";
import type { Lint } from "./lint.ts";

/** Lists show one value per document: their paths go over links, never into rows. */
export const pathReach: Lint = {
  id: "path-reach",
  phase: "structure",
  check: ({ file }, { model }) =>
    referencesIn(file, model).flatMap((reference) => {
      if (reference.to !== "field" || reference.reach === "tables" || !crossesTable(model, reference)) return [];
      const params = { path: reference.path.join(".") };
      return [finding("METADATA_PATH_INTO_ROWS", reference.pointer, params, { file: file.path })];
    }),
};

function crossesTable(model: MetadataModel, { doctype, path }: FieldReference): boolean {
  const start = model.get("doctype", doctype);
  return path.slice(0, -1).some((_, index) => {
    const end = start && fieldAtPath(model, start, path.slice(0, index + 1));
    return end?.kind === "field" && end.field.type === "table";
  });
}
