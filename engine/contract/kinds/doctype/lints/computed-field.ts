import { type Lint, problem } from "../../../lints/lint.ts";
import type { ComputedField, Doctype, FieldCommon } from "../../../types/index.ts";

/** What a value that is never stored cannot have. */
const NOT_STORED: readonly (keyof FieldCommon)[] = [
  "required",
  "default",
  "formula",
  "unique",
  "index",
  "after_submit",
];

/** A computed field is read from a document, never stored: no rows, no index, no default; a choice needs its options. */
export const computedField: Lint<Doctype> = {
  id: "computed-field",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) =>
      field.type === "computed"
        ? mistakes(artefact, field).map(({ property, why }) =>
            problem(file, ["fields", id, property], why, { field: id, property }),
          )
        : [],
    ),
};

type Why = "METADATA_COMPUTED_IN_CHILD" | "METADATA_COMPUTED_PROPERTY" | "METADATA_COMPUTED_OPTIONS";

function mistakes(doctype: Doctype, field: ComputedField): { property: string; why: Why }[] {
  const stored = NOT_STORED.filter((property) => field[property] !== undefined);
  const lacksOptions = field.result === "choice" && field.options === undefined;
  return [
    ...(doctype.kind === "child" ? [{ property: "type", why: "METADATA_COMPUTED_IN_CHILD" as const }] : []),
    ...stored.map((property) => ({ property, why: "METADATA_COMPUTED_PROPERTY" as const })),
    ...(lacksOptions ? [{ property: "result", why: "METADATA_COMPUTED_OPTIONS" as const }] : []),
  ];
}
