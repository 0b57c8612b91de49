import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** PostgreSQL cuts names at 63 bytes; names of indexes and constraints add to the table's. */
const TABLE_NAME_MAX = 55;

/** The table of a table field is named `<doctype>__<field>`. */
export const tableNameLength: Lint<Doctype> = {
  id: "table-name-length",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      const table = `${artefact.id}__${id}`;
      if (field.type !== "table" || table.length <= TABLE_NAME_MAX) return [];
      return [problem(file, ["fields", id], "METADATA_TABLE_NAME_LONG", { table, limit: TABLE_NAME_MAX })];
    }),
};
