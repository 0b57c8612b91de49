import { isTypeOfLink, RESERVED_FIELD_IDS } from "../../../fields/reserved-ids.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** Names that the engine, Postgres or the expression language keep for themselves, the second column of a dynamic link included. */
export const reservedField: Lint<Doctype> = {
  id: "reserved-field",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.keys(artefact.fields)
      .filter((id) => RESERVED_FIELD_IDS.has(id) || isTypeOfLink(id, artefact.fields))
      .map((id) => problem(file, ["fields", id], "METADATA_FIELD_RESERVED", { field: id })),
};
