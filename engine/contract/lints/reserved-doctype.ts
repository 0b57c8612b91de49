import { isReservedDoctype } from "../fields/reserved-ids.ts";
import { type Lint, problem } from "./lint.ts";

/** A doctype is a table and a place of the API: it cannot be called like one that is there already. */
export const reservedDoctype: Lint = {
  id: "reserved-doctype",
  phase: "structure",
  check: ({ model }) =>
    model
      .all("doctype")
      .filter(({ artefact }) => isReservedDoctype(artefact.id))
      .map(({ artefact, file }) => problem(file, ["id"], "METADATA_DOCTYPE_RESERVED", { doctype: artefact.id })),
};
