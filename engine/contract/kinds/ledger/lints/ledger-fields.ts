import { hasTrait } from "../../../fields/field-traits.ts";
import { formerOptions } from "../../../fields/former-options.ts";
import { isTypeOfLink, RESERVED_LEDGER_IDS } from "../../../fields/reserved-ids.ts";
import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { Field, FieldCommon, Ledger } from "../../../types/index.ts";

/** Entries are written by postings alone. */
const NOT_HERE: readonly (keyof FieldCommon)[] = ["default", "formula", "unique", "required_when", "read_only_when"];

/** Measures are numbers, dimensions plain values, and neither computes anything of its own. */
export const ledgerFields: Lint<Ledger> = {
  id: "ledger-fields",
  phase: "structure",
  check: ({ artefact, file }) =>
    (["dimensions", "measures"] as const).flatMap((part) =>
      Object.entries(artefact[part]).flatMap(([id, field]) => {
        const wrong = !hasTrait(field.type, part === "measures" ? "measure" : "dimension");
        const taken =
          RESERVED_LEDGER_IDS.has(id) ||
          isTypeOfLink(id, artefact.dimensions) ||
          (part === "measures" && Object.hasOwn(artefact.dimensions, id));
        return [
          ...(wrong ? [problem(file, [part, id, "type"], "METADATA_LEDGER_FIELD_TYPE", { id, type: field.type })] : []),
          ...(taken ? [problem(file, [part, id], "METADATA_LEDGER_FIELD_TAKEN", { id })] : []),
          ...misplaced(field).map((path) =>
            problem(file, [part, id, ...path], "METADATA_LEDGER_FIELD_PROPERTY", { id, property: path.at(-1) }),
          ),
        ];
      }),
    ),
};

/** Entries are never changed: an option of theirs keeps its name. */
const misplaced = (field: Field): readonly (readonly string[])[] => [
  ...NOT_HERE.filter((property) => field[property] !== undefined).map((property) => [property]),
  ...entriesOf("options" in field ? field.options : {})
    .filter(([, option]) => formerOptions(option).length > 0)
    .map(([option]) => ["options", option, "renamed_from"]),
];
