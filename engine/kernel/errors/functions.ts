import { defineErrors } from "./define-errors.ts";

/** Errors raised by the functions layer. */
export const functionsErrors = defineErrors({
  FUNCTION_UNKNOWN: {
    status: 404,
    fr: "La fonction « {function} » n'existe pas.",
    en: "The function “{function}” does not exist.",
  },
  FUNCTION_INPUT_INVALID: {
    status: 422,
    fr: "Les données remises à la fonction « {function} » ne conviennent pas.",
    en: "The data given to the function “{function}” does not fit.",
  },
  FUNCTION_OUTPUT_INVALID: {
    status: 500,
    fr: "La fonction « {function} » a rendu un résultat qui ne correspond pas à sa déclaration.",
    en: "The function “{function}” returned a result that does not match its declaration.",
  },
  FUNCTION_TIMEOUT: {
    status: 503,
    fr: "La fonction « {function} » a dépassé {limit_ms} ms.",
    en: "The function “{function}” took more than {limit_ms} ms.",
  },
  FUNCTION_FAILED: {
    status: 500,
    fr: "La fonction « {function} » a échoué : {reason}",
    en: "The function “{function}” failed: {reason}",
  },
});
