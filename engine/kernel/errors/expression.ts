import { defineErrors } from "./define-errors.ts";

/** Errors of the expression language. `{position}` counts characters from 1. */
export const expressionErrors = defineErrors({
  EXPRESSION_SYNTAX: {
    status: 422,
    fr: "L'expression est mal écrite au caractère {position} : {problem_fr}.",
    en: "The expression is badly written at character {position}: {problem_en}.",
  },
  EXPRESSION_TOO_LARGE: {
    status: 422,
    fr: "L'expression est trop grande : au plus {limit} {unit_fr}.",
    en: "The expression is too large: at most {limit} {unit_en}.",
    hint: {
      fr: "Découpez-la en plusieurs champs calculés.",
      en: "Split it into several computed fields.",
    },
  },
  EXPRESSION_UNSUPPORTED: {
    status: 422,
    fr: "Le langage ne connaît pas {construct_fr} (caractère {position}).",
    en: "The language does not know {construct_en} (character {position}).",
  },
  EXPRESSION_LITERAL_INVALID: {
    status: 422,
    fr: "« {literal} » (caractère {position}) n'est pas {expected_fr}.",
    en: "“{literal}” (character {position}) is not {expected_en}.",
  },
  EXPRESSION_UNKNOWN_NAME: {
    status: 422,
    fr: "« {name} » (caractère {position}) n'existe pas ici.{suggestion_fr}",
    en: "“{name}” (character {position}) does not exist here.{suggestion_en}",
  },
  EXPRESSION_UNKNOWN_FIELD: {
    status: 422,
    fr: "« {record} » n'a pas de champ « {name} » (caractère {position}).{suggestion_fr}",
    en: "“{record}” has no field “{name}” (character {position}).{suggestion_en}",
  },
  EXPRESSION_OPTION_UNKNOWN: {
    status: 422,
    fr: "« {value} » n'est aucune des options de ce choix (caractère {position}).{suggestion_fr}",
    en: "“{value}” is none of this choice's options (character {position}).{suggestion_en}",
  },
  EXPRESSION_UNKNOWN_FUNCTION: {
    status: 422,
    fr: "La fonction « {name} » (caractère {position}) n'existe pas.{suggestion_fr}",
    en: "There is no function “{name}” (character {position}).{suggestion_en}",
  },
  EXPRESSION_ARGUMENTS: {
    status: 422,
    fr: "La fonction s'écrit {usage} (caractère {position}).",
    en: "The function is written {usage} (character {position}).",
  },
  EXPRESSION_TYPE: {
    status: 422,
    fr: "Au caractère {position}, il faut {expected_fr}, mais c'est {found_fr}.{advice_fr}",
    en: "At character {position}, {expected_en} is needed, but this is {found_en}.{advice_en}",
  },
  EXPRESSION_NOT_TRANSLATABLE: {
    status: 422,
    fr: "{construct_fr} (caractère {position}) ne peut pas servir à filtrer dans la base de données.",
    en: "{construct_en} (character {position}) cannot be used to filter in the database.",
    hint: {
      fr: "Enregistrez le résultat dans un champ avec une formule, puis filtrez sur ce champ.",
      en: "Store the result in a field with a formula, then filter on that field.",
    },
  },
  EXPRESSION_VALUE_INVALID: {
    status: 422,
    fr: "La valeur « {value} » de « {path} » n'est pas {expected_fr}.",
    en: "The value “{value}” of “{path}” is not {expected_en}.",
  },
  EXPRESSION_LINK_NOT_LOADED: {
    status: 422,
    fr: "« {path} » : le document lié n'est pas chargé.",
    en: "“{path}”: the linked document is not loaded.",
  },
  EXPRESSION_STEPS: {
    status: 422,
    fr: "Le calcul dépasse {limit} étapes.",
    en: "The calculation takes more than {limit} steps.",
    hint: { fr: "Réduisez le nombre de lignes parcourues.", en: "Reduce the number of rows walked through." },
  },
  EXPRESSION_OVERFLOW: {
    status: 422,
    fr: "Le calcul donne une valeur trop grande (limite : {limit_fr}).",
    en: "The calculation gives a value that is too large (limit: {limit_en}).",
  },
  EXPRESSION_SERIES: {
    status: 422,
    fr: "La série « {series} » est mal écrite : {problem_fr}.",
    en: "The series “{series}” is badly written: {problem_en}.",
    hint: {
      fr: "Exemple : FA-{year(issue_date)}-{00000}, avec une seule suite de zéros.",
      en: "Example: FA-{year(issue_date)}-{00000}, with exactly one run of zeros.",
    },
  },
  EXPRESSION_SERIES_BLANK: {
    status: 422,
    fr: "Le numéro ne peut pas être formé : « {part} » est vide.",
    en: "The number cannot be formed: “{part}” is empty.",
  },
});
