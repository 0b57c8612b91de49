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
  THREADS_BUSY: {
    status: 503,
    fr: "Trop de calculs de votre organisation attendent déjà leur tour. Rien n'a été fait.",
    en: "Too much work of your organization is waiting for its turn already. Nothing was done.",
    hint: { fr: "Réessayez dans un instant.", en: "Try again in a moment." },
  },
  WORK_CANCELLED: {
    status: 408,
    fr: "Ce travail a été abandonné : plus personne ne l'attend.",
    en: "This work was given up: nobody is waiting for it any more.",
  },
  THREADS_STOPPED: {
    status: 503,
    fr: "Le serveur s'arrête : ce calcul n'a pas été mené à son terme.",
    en: "The server is stopping: this work was not brought to its end.",
    hint: { fr: "Réessayez dans un instant.", en: "Try again in a moment." },
  },
});
