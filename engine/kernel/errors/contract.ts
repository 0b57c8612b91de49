import { defineErrors } from "./define-errors.ts";

const invalid = (fr: string, en: string) => ({ status: 422, fr, en });

/** What the schemas of the metadata language refuse. */
export const contractErrors = defineErrors({
  METADATA_JSON_SYNTAX: invalid(
    "Ce fichier n'est pas du JSON valide : {problem}.",
    "This file is not valid JSON: {problem}.",
  ),
  METADATA_PROPERTY_UNKNOWN: invalid(
    "La propriété « {property} » n'existe pas ici.",
    "The property “{property}” does not exist here.",
  ),
  METADATA_PROPERTY_MISSING: invalid("Il manque la propriété « {property} ».", "The property “{property}” is missing."),
  METADATA_PROPERTY_NEEDED: invalid(
    "« {property} » ne va pas sans « {missing} ».",
    "“{property}” needs “{missing}” as well.",
  ),
  METADATA_PROPERTY_ONE_OF: invalid("Il faut l'une de ces propriétés : {names}.", "One of these is needed: {names}."),
  METADATA_PROPERTIES_EXCLUSIVE: invalid(
    "Ces propriétés ne vont pas ensemble : {names}.",
    "These do not go together: {names}.",
  ),
  METADATA_FIELD_TYPE_UNKNOWN: invalid("Le type de champ « {type} » n'existe pas.", "There is no field type “{type}”."),
  METADATA_VALUE_NOT_ALLOWED: invalid(
    "« {value} » n'est pas permis ; valeurs possibles : {allowed}.",
    "“{value}” is not allowed; possible values: {allowed}.",
  ),
  METADATA_VALUE_TYPE: invalid("Il faut {expected_fr}, pas « {value} ».", "This must be {expected_en}, not “{value}”."),
  METADATA_TEXT_SHAPE: invalid("« {value} » n'est pas {what_fr}.", "“{value}” is not {what_en}."),
  METADATA_OUT_OF_LIMITS: invalid("Hors limites : {problem_fr}.", "Out of limits: {problem_en}."),
  METADATA_ITEM_REPEATED: invalid("« {value} » est répété.", "“{value}” is repeated."),
  METADATA_SCHEMA: invalid("Forme non reconnue : {problem}.", "Not the right shape: {problem}."),
  METADATA_DYNAMIC_LINK_VALUE: invalid(
    "« {source} » donne « {found} », mais ce lien ne vise que : {allowed}.",
    "“{source}” gives “{found}”, but this link only leads to: {allowed}.",
  ),
  METADATA_FORMULA_CYCLE: invalid(
    "Ces valeurs se calculent l'une par l'autre : {cycle}.",
    "These values are computed from each other: {cycle}.",
  ),
});
