import { defineErrors } from "./define-errors.ts";

/** Errors raised by the ledgers layer. */
export const ledgersErrors = defineErrors({
  LEDGER_PERIOD_CLOSED: {
    status: 409,
    fr: "La période du {date} est clôturée : aucune écriture n'y est admise.",
    en: "The period of {date} is closed: nothing can be posted in it.",
    hint: {
      fr: "Choisissez une date dans une période ouverte, ou faites rouvrir la période.",
      en: "Choose a date in an open period, or have the period reopened.",
    },
  },
  LEDGER_UNBALANCED: {
    status: 422,
    fr: "L'écriture n'est pas équilibrée : {left_measure_fr} {left}, {right_measure_fr} {right}, écart {difference}.",
    en: "The posting does not balance: {left_measure_en} {left}, {right_measure_en} {right}, difference {difference}.",
  },
  LEDGER_BALANCE_BELOW_MINIMUM: {
    status: 409,
    fr: "Le solde disponible ne suffit pas : le montant dépasse ce qui reste.",
    en: "The available balance is not sufficient: the amount exceeds what is left.",
    hint: {
      fr: "Un autre document en a utilisé une partie : actualisez, puis réduisez le montant.",
      en: "Another document has used part of it: refresh, then reduce the amount.",
    },
  },
  LEDGER_DIMENSION_MISSING: {
    status: 422,
    fr: "« {dimension_fr} » est obligatoire pour passer l'écriture « {posting_fr} ».",
    en: "“{dimension_en}” is required to post “{posting_en}”.",
    hint: {
      fr: "Complétez le document ou les paramètres qui fournissent cette valeur.",
      en: "Complete the document or the settings that provide this value.",
    },
  },
});
