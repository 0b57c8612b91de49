import { hasTrait } from "../../../fields/field-traits.ts";
import { isTypeOfLink, RESERVED_LEDGER_IDS } from "../../../fields/reserved-ids.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
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
          ...misplaced(field).map((property) =>
            problem(file, [part, id, property], "METADATA_LEDGER_FIELD_PROPERTY", { id, property }),
          ),
        ];
      }),
    ),
};

const misplaced = (field: Field) => NOT_HERE.filter((property) => field[property] !== undefined);
