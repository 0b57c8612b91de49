import { hasTrait } from "../fields/field-traits.ts";
import type { FiledArtefact } from "../metadata/metadata-model.ts";
import { entriesOf, type Lint, problem } from "./lint.ts";

/** Indexes and unique combinations are over stored values that can be compared. */
export const indexedFields: Lint = {
  id: "indexed-fields",
  phase: "structure",
  check: ({ model }) => model.all("doctype").flatMap((filed) => [...combined(filed), ...single(filed)]),
};

function combined({ artefact, file }: FiledArtefact<"doctype">) {
  return (["indexes", "unique"] as const).flatMap((property) =>
    entriesOf(artefact[property]).flatMap(([name, fields]) =>
      fields.flatMap((id, index) => {
        const type = artefact.fields[id]?.type;
        return type && !hasTrait(type, "index")
          ? [problem(file, [property, name, index], "METADATA_NOT_INDEXABLE", { field: id, type })]
          : [];
      }),
    ),
  );
}

function single({ artefact, file }: FiledArtefact<"doctype">) {
  return Object.entries(artefact.fields).flatMap(([id, field]) =>
    (["index", "unique"] as const).flatMap((property) =>
      field[property] && field.type !== "computed" && !hasTrait(field.type, "index")
        ? [problem(file, ["fields", id, property], "METADATA_NOT_INDEXABLE", { field: id, type: field.type })]
        : [],
    ),
  );
}
