import type { FiledArtefact } from "../metadata/metadata-model.ts";
import type { FieldType } from "../types/index.ts";
import { entriesOf, type Lint, problem } from "./lint.ts";

/** Types that have no single column an index could hold. */
const NO_INDEX: ReadonlySet<FieldType> = new Set(["table", "computed", "json", "geolocation", "secret"]);

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
        return type && NO_INDEX.has(type)
          ? [problem(file, [property, name, index], "METADATA_NOT_INDEXABLE", { field: id, type })]
          : [];
      }),
    ),
  );
}

function single({ artefact, file }: FiledArtefact<"doctype">) {
  return Object.entries(artefact.fields).flatMap(([id, field]) =>
    (["index", "unique"] as const).flatMap((property) =>
      field[property] && field.type !== "computed" && NO_INDEX.has(field.type)
        ? [problem(file, ["fields", id, property], "METADATA_NOT_INDEXABLE", { field: id, type: field.type })]
        : [],
    ),
  );
}
