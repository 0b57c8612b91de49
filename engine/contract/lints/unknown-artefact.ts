import type { ErrorCode } from "../../kernel/index.ts";
import { finding } from "../finding.ts";
import { allReferences } from "../references/all-references.ts";
import type { ArtefactReference } from "../references/reference.ts";
import { suggest } from "../suggest.ts";
import type { Lint } from "./lint.ts";

const CODES: Readonly<Record<ArtefactReference["to"], ErrorCode>> = {
  doctype: "METADATA_DOCTYPE_UNKNOWN",
  function: "METADATA_FUNCTION_UNKNOWN",
  ledger: "METADATA_LEDGER_UNKNOWN",
  report: "METADATA_REPORT_UNKNOWN",
  role: "METADATA_ROLE_UNKNOWN",
  view: "METADATA_VIEW_UNKNOWN",
  module: "METADATA_MODULE_UNKNOWN",
};

/** A link, a table, a permission, a menu … leads to an artefact that exists. */
export const unknownArtefact: Lint = {
  id: "unknown-artefact",
  phase: "names",
  check: ({ model }) =>
    allReferences(model).flatMap((reference) => {
      if (reference.to === "field" || model.get(reference.to, reference.id)) return [];
      const suggestion = suggest(reference.id, model.ids(reference.to));
      const options = { file: reference.file.path, suggestion };
      return [finding(CODES[reference.to], reference.pointer, { id: reference.id }, options)];
    }),
};
