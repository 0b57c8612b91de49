import { defineErrors } from "./define-errors.ts";

/** Errors any layer may raise. */
export const kernelErrors = defineErrors({
  INTERNAL: {
    status: 500,
    fr: "Une erreur interne est survenue. Rien n'a été enregistré.",
    en: "An internal error occurred. Nothing was saved.",
    hint: {
      fr: "Réessayez ; si cela persiste, transmettez l'identifiant de requête.",
      en: "Try again; if it persists, pass on the request id.",
    },
  },
  ASSERTION_FAILED: { status: 500, fr: "Invariant rompu : {what}", en: "Broken invariant: {what}" },
  DECIMAL_INVALID: {
    status: 422,
    fr: "« {value} » n'est pas un nombre décimal.",
    en: "“{value}” is not a decimal number.",
  },
  DATE_INVALID: {
    status: 422,
    fr: "« {value} » n'est pas une date (AAAA-MM-JJ).",
    en: "“{value}” is not a date (YYYY-MM-DD).",
  },
});
