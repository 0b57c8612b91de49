import { defineErrors } from "./define-errors.ts";

/** Errors raised by the contract layer: what can be wrong in a metadata file. */
export const contractErrors = defineErrors({
  METADATA_JSON_SYNTAX: {
    status: 422,
    fr: "Ce fichier n'est pas du JSON valide : {problem}.",
    en: "This file is not valid JSON: {problem}.",
  },
});
