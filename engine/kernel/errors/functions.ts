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
    fr: "La fonction « {function} » a dépassé sa limite de {limit_fr}.",
    en: "The function “{function}” went over its limit of {limit_en}.",
  },
  FUNCTION_FAILED: {
    status: 500,
    fr: "La fonction « {function} » a échoué : {reason}",
    en: "The function “{function}” failed: {reason}",
  },
  FUNCTION_EFFECT_UNDECLARED: {
    status: 500,
    fr: "La fonction « {function} » propose « {effect} », qu'elle ne déclare pas. Rien n'a été fait.",
    en: "The function “{function}” proposes “{effect}”, which it does not declare. Nothing was done.",
  },
  FUNCTION_READS_TOO_MUCH: {
    status: 422,
    fr: "La fonction « {function} » aurait plus de {max} lignes à lire.",
    en: "The function “{function}” would have more than {max} rows to read.",
  },
});
