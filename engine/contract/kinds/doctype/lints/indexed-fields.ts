import { hasTrait } from "../../../fields/field-traits.ts";
import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { MetadataFile } from "../../../metadata/metadata-file.ts";
import type { Filed } from "../../../metadata/metadata-model.ts";
import type { Doctype, Field } from "../../../types/index.ts";

/** Postgres gives an entry of an index 2,704 bytes, a character takes up to four of them. */
const INDEXED_CHARACTERS_MAX = 600;

/** Indexes and unique combinations are over stored values that can be compared. */
export const indexedFields: Lint<Doctype> = {
  id: "indexed-fields",
  phase: "structure",
  check: (filed) => [...combined(filed), ...single(filed)],
};

function combined({ artefact, file }: Filed<Doctype>) {
  return (["indexes", "unique"] as const).flatMap((property) =>
    entriesOf(artefact[property]).flatMap(([name, fields]) =>
      fields.flatMap((id, index) => mistakes(file, [property, name, index], id, artefact.fields[id])),
    ),
  );
}

function single({ artefact, file }: Filed<Doctype>) {
  return Object.entries(artefact.fields).flatMap(([id, field]) =>
    (["index", "unique"] as const).flatMap((property) =>
      field[property] && field.type !== "computed" ? mistakes(file, ["fields", id, property], id, field) : [],
    ),
  );
}

function mistakes(file: MetadataFile, path: readonly (string | number)[], id: string, field: Field | undefined) {
  if (!field) return [];
  if (!hasTrait(field.type, "index"))
    return [problem(file, path, "METADATA_NOT_INDEXABLE", { field: id, type: field.type })];
  if (field.type !== "text" || (field.max ?? 0) <= INDEXED_CHARACTERS_MAX) return [];
  const params = { field: id, max: field.max, limit: INDEXED_CHARACTERS_MAX };
  return [problem(file, path, "METADATA_TEXT_TOO_LONG_TO_INDEX", params)];
}
