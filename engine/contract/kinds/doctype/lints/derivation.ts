import { type Lint, problem } from "../../../lints/lint.ts";
import type { Filed, MetadataModel } from "../../../metadata/metadata-model.ts";
import type { Derivation, Doctype, Field } from "../../../types/index.ts";

/** Rows are derived from another table of the same document, into columns that nothing else computes. */
export const derivation: Lint<Doctype> = {
  id: "derivation",
  phase: "structure",
  check: (filed, { model }) =>
    Object.entries(filed.artefact.fields).flatMap(([id, field]) =>
      field.type === "table" && field.derive ? mistakes(filed, id, field.of, field.derive, model) : [],
    ),
};

function mistakes(
  { artefact, file }: Filed<Doctype>,
  id: string,
  of: string,
  derive: Derivation,
  model: MetadataModel,
) {
  const at = (...path: string[]) => ["fields", id, "derive", ...path];
  const source = artefact.fields[derive.each];
  const isOwn = derive.each === id || (source !== undefined && source.type !== "table");
  const columns: Readonly<Record<string, Field>> = model.get("doctype", of)?.fields ?? {};
  const computed = (["by", "set"] as const).flatMap((part) =>
    Object.keys(derive[part])
      .filter(
        (column) => columns[column]?.formula !== undefined || (part === "set" && Object.hasOwn(derive.by, column)),
      )
      .map((column) => problem(file, at(part, column), "METADATA_DERIVED_TWICE", { column })),
  );
  return [...(isOwn ? [problem(file, at("each"), "METADATA_DERIVE_EACH", { table: derive.each })] : []), ...computed];
}
