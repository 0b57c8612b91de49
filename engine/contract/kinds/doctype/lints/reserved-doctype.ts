import { isReservedDoctype } from "../../../fields/reserved-ids.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** A doctype is a table and a place of the API: it cannot be called like one that is there already. */
export const reservedDoctype: Lint<Doctype> = {
  id: "reserved-doctype",
  phase: "structure",
  check: ({ artefact, file }) =>
    isReservedDoctype(artefact.id)
      ? [problem(file, ["id"], "METADATA_DOCTYPE_RESERVED", { doctype: artefact.id })]
      : [],
};
