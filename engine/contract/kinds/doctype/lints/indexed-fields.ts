import { hasTrait } from "../../../fields/field-traits.ts";
import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { Filed } from "../../../metadata/metadata-model.ts";
import type { Doctype } from "../../../types/index.ts";

/** Indexes and unique combinations are over stored values that can be compared. */
export const indexedFields: Lint<Doctype> = {
  id: "indexed-fields",
  phase: "structure",
  check: (filed) => [...combined(filed), ...single(filed)],
};

function combined({ artefact, file }: Filed<Doctype>) {
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

function single({ artefact, file }: Filed<Doctype>) {
  return Object.entries(artefact.fields).flatMap(([id, field]) =>
    (["index", "unique"] as const).flatMap((property) =>
      field[property] && field.type !== "computed" && !hasTrait(field.type, "index")
        ? [problem(file, ["fields", id, property], "METADATA_NOT_INDEXABLE", { field: id, type: field.type })]
        : [],
    ),
  );
}
