import { defineErrors } from "./define-errors.ts";

/** Errors raised by the workflow layer. */
export const workflowErrors = defineErrors({
  WORKFLOW_NONE: {
    status: 404,
    fr: "« {doctype} » n'a pas de circuit d'états.",
    en: "“{doctype}” has no workflow.",
  },
  WORKFLOW_TRANSITION_UNKNOWN: {
    status: 404,
    fr: "La transition « {transition} » n'existe pas.{suggestion_fr}",
    en: "The transition “{transition}” does not exist.{suggestion_en}",
  },
  WORKFLOW_TRANSITION_NOT_ALLOWED: {
    status: 409,
    fr: "« {label_fr} » n'est pas possible depuis l'état « {state_fr} ».",
    en: "“{label_en}” is not possible from the state “{state_en}”.",
  },
  WORKFLOW_ROLE_DENIED: {
    status: 403,
    fr: "Votre rôle ne permet pas « {label_fr} » : il faut être {roles_fr}.",
    en: "Your role does not allow “{label_en}”: it takes {roles_en}.",
  },
  WORKFLOW_CONDITION_NOT_MET: {
    status: 409,
    fr: "La condition de « {label_fr} » n'est pas remplie{fields_fr}.",
    en: "The condition of “{label_en}” is not met{fields_en}.",
  },
  WORKFLOW_VERB_NOT_OFFERED: {
    status: 409,
    fr: "Aucune transition ne permet « {verb_fr} » depuis l'état « {state_fr} ».",
    en: "No transition allows “{verb_en}” from the state “{state_en}”.",
  },
});
