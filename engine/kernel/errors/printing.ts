import { defineErrors } from "./define-errors.ts";

/** Errors raised while a document is laid out and printed. */
export const printingErrors = defineErrors({
  PRINT_BROWSER_MISSING: {
    status: 503,
    fr: "Aucun navigateur n'est disponible pour produire le PDF.",
    en: "No browser is available to produce the PDF.",
    hint: {
      fr: "Installez Chromium, ou indiquez son chemin dans PUPPETEER_EXECUTABLE_PATH.",
      en: "Install Chromium, or name its path in PUPPETEER_EXECUTABLE_PATH.",
    },
  },
  PRINT_FAILED: { status: 500, fr: "L'impression a échoué : {reason}", en: "Printing failed: {reason}" },
  PRINT_TIMEOUT: {
    status: 422,
    fr: "Le modèle d'impression met trop de temps (plus de {limit_ms} ms).",
    en: "The print template takes too long (over {limit_ms} ms).",
  },
  PRINT_TOO_LARGE: {
    status: 422,
    fr: "Le document imprimé dépasse {limit_bytes} octets.",
    en: "The printed document exceeds {limit_bytes} bytes.",
  },
  PRINT_TEMPLATE_INVALID: {
    status: 422,
    fr: "Le modèle d'impression « {template} » est invalide : {reason}",
    en: "The print template “{template}” is invalid: {reason}",
  },
});
