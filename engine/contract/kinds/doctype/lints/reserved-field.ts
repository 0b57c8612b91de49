import { RESERVED_WORDS } from "../../../expression/index.ts";
import { RESERVED_FIELD_IDS } from "../../../fields/system-fields.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** Names of columns the engine keeps for itself. A `doc` or `line` field could not be told from the document or row. */
const RESERVED = new Set([
  ...RESERVED_FIELD_IDS,
  ...RESERVED_WORDS,
  "doc",
  "line",
  "group",
  "user",
  "organization",
  "settings",
  "params",
]);

export const reservedField: Lint<Doctype> = {
  id: "reserved-field",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.keys(artefact.fields)
      .filter((id) => RESERVED.has(id))
      .map((id) => problem(file, ["fields", id], "METADATA_FIELD_RESERVED", { field: id })),
};
