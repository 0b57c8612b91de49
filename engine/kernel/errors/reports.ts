import { defineErrors } from "./define-errors.ts";

/** Errors raised by the reports layer. */
export const reportsErrors = defineErrors({
  REPORT_DENIED: {
    status: 403,
    fr: "Vos droits ne permettent pas de lire ce rapport ({report}).",
    en: "Your rights do not allow reading this report ({report}).",
  },
  REPORT_LEVEL_DENIED: {
    status: 403,
    fr: "Ce rapport ({report}) montre des champs d'un niveau supérieur à celui que vos droits permettent de lire.",
    en: "This report ({report}) shows fields above the level that your rights allow you to read.",
    hint: {
      fr: "Un administrateur peut relever le niveau de lecture d'un de vos rôles.",
      en: "An administrator can raise the read level of one of your roles.",
    },
  },
  REPORT_INVALID: {
    status: 422,
    fr: "Cette définition de rapport n'est pas valable : {reason_fr}.",
    en: "This report definition is not valid: {reason_en}.",
  },
  REPORT_PARAMETER_UNKNOWN: {
    status: 400,
    fr: "Ce rapport n'a pas de paramètre « {parameter} ».",
    en: "This report has no parameter “{parameter}”.",
  },
  REPORT_PARAMETER_REQUIRED: {
    status: 422,
    fr: "Indiquez « {label_fr} ».",
    en: "Please give “{label_en}”.",
  },
  REPORT_PARAMETER_INVALID: {
    status: 422,
    fr: "Cette valeur ne convient pas à « {label_fr} » : il faut {expected_fr}.",
    en: "This value does not fit “{label_en}”: {expected_en} is needed.",
  },
  REPORT_LIMIT_INVALID: {
    status: 400,
    fr: "Le nombre de lignes va de 1 à {max} et le décalage est positif ou nul.",
    en: "The number of rows is from 1 to {max} and the offset is at least 0.",
  },
  REPORT_ROW_INVALID: {
    status: 400,
    fr: "« {dimension} » ne désigne pas une ligne de ce rapport.",
    en: "“{dimension}” does not name a row of this report.",
  },
  REPORT_MEASURE_UNKNOWN: {
    status: 400,
    fr: "Ce rapport n'a pas de chiffre « {measure} ».",
    en: "This report has no figure “{measure}”.",
  },
  REPORT_COMPARE_NOT_POSSIBLE: {
    status: 400,
    fr: "Ce rapport ne se compare pas à l'année précédente : il lui faut un paramètre de date et des totaux.",
    en: "This report cannot be compared with the year before: it needs a date parameter and sums.",
  },
  REPORT_EXPORT_TOO_LARGE: {
    status: 422,
    fr: "Ce rapport a {rows} lignes ; un fichier en contient au plus {max}.",
    en: "This report has {rows} rows; a file holds at most {max}.",
    hint: { fr: "Restreignez la période ou un autre paramètre.", en: "Narrow the period or another parameter." },
  },
});
