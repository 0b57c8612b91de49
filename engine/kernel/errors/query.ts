import { defineErrors } from "./define-errors.ts";

/** Errors raised while a list, count, group or document query is compiled. */
export const queryErrors = defineErrors({
  QUERY_FIELD_UNKNOWN: {
    status: 400,
    fr: "« {doctype_fr} » n'a pas de champ « {name} » que vous puissiez lire.",
    en: "“{doctype_en}” has no field “{name}” that you may read.",
  },
  QUERY_FILTER_INVALID: {
    status: 400,
    fr: "Ce filtre n'est pas compris.",
    en: "This filter is not understood.",
    hint: {
      fr: "Écrivez {and: […]}, {or: […]}, {not: …} ou {field, op, value}.",
      en: "Write {and: […]}, {or: […]}, {not: …} or {field, op, value}.",
    },
  },
  QUERY_FILTER_TOO_LARGE: {
    status: 400,
    fr: "Ce filtre est trop grand : au plus {conditions} conditions sur {depth} niveaux et {values} valeurs par liste.",
    en: "This filter is too large: at most {conditions} conditions on {depth} levels and {values} values in a list.",
  },
  QUERY_OPERATOR_UNKNOWN: {
    status: 400,
    fr: "L'opérateur « {operator} » n'existe pas.",
    en: "There is no operator “{operator}”.",
    hint: { fr: "Opérateurs : {operators}.", en: "Operators: {operators}." },
  },
  QUERY_OPERATOR_NOT_ALLOWED: {
    status: 400,
    fr: "L'opérateur « {operator} » ne s'applique pas au champ « {field} ».",
    en: "The operator “{operator}” does not apply to the field “{field}”.",
    hint: { fr: "Opérateurs possibles : {operators}.", en: "Possible operators: {operators}." },
  },
  QUERY_VALUE_INVALID: {
    status: 400,
    fr: "Cette valeur ne convient pas au champ « {field} » : {expected_fr}.",
    en: "This value does not fit the field “{field}”: {expected_en}.",
  },
  QUERY_SORT_NOT_ALLOWED: {
    status: 400,
    fr: "On ne peut pas trier par « {field} ».",
    en: "Sorting by “{field}” is not possible.",
  },
  QUERY_TOTAL_NOT_ALLOWED: {
    status: 400,
    fr: "« {field} » n'est pas un nombre dont on puisse faire la somme.",
    en: "“{field}” is not a number that can be summed.",
  },
  QUERY_EXPAND_NOT_ALLOWED: {
    status: 400,
    fr: "« {field} » n'est pas un lien vers un autre document.",
    en: "“{field}” is not a link to another document.",
  },
  QUERY_SEARCH_NOT_ALLOWED: {
    status: 400,
    fr: "« {doctype_fr} » n'a pas de recherche par mots.",
    en: "“{doctype_en}” cannot be searched by words.",
  },
  QUERY_LIMIT_INVALID: {
    status: 400,
    fr: "Le nombre de lignes doit être un entier de 1 à {max}.",
    en: "The number of rows must be a whole number from 1 to {max}.",
  },
  QUERY_OFFSET_INVALID: {
    status: 400,
    fr: "Le décalage doit être un entier positif ou nul, sans curseur.",
    en: "The offset must be a whole number of at least 0, without a cursor.",
  },
  QUERY_CURSOR_INVALID: {
    status: 400,
    fr: "Ce curseur n'est pas valable pour cette liste et ce tri.",
    en: "This cursor is not valid for this list and sort.",
    hint: { fr: "Reprenez depuis la première page.", en: "Start again from the first page." },
  },
  QUERY_ID_INVALID: {
    status: 404,
    fr: "« {id} » n'est pas l'identifiant d'un document.",
    en: "“{id}” is not the id of a document.",
  },
});
