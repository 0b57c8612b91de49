import { defineErrors } from "./define-errors.ts";

/** Errors of loading what an organization begins with, and demo data. */
export const seedsErrors = defineErrors({
  SEED_UNKNOWN_CHART: {
    status: 422,
    fr: "Le plan de comptes « {chart} » n'existe pas.",
    en: "The chart of accounts “{chart}” does not exist.",
    hint: { fr: "Connus : fr_pcg, syscohada.", en: "Known: fr_pcg, syscohada." },
  },
  SEED_UNKNOWN_COUNTRY: {
    status: 422,
    fr: "Le pays « {country} » n'a pas encore de paramétrage.",
    en: "The country “{country}” has no localization yet.",
    hint: { fr: "Connus : {known}.", en: "Known: {known}." },
  },
  SEED_QUESTION_UNKNOWN: {
    status: 422,
    fr: "« {question} » n'est pas demandé à la création d'une organisation.",
    en: "“{question}” is not asked when an organization is made.",
  },
  SEED_ANSWER_INVALID: {
    status: 422,
    fr: "« {label_fr} » attend {expected_fr}.",
    en: "“{label_en}” expects {expected_en}.",
  },
  SEED_REFERENCE_MISSING: {
    status: 500,
    fr: "Le jeu de données renvoie à {doctype} « {key} », qui n'existe pas.",
    en: "The data set refers to {doctype} “{key}”, which does not exist.",
  },
});
