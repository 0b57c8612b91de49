import type { ChoiceField, Field } from "./generated/metadata.ts";

export const DOCSTATUS_FIELD: ChoiceField = {
  type: "choice",
  label: { fr: "État", en: "State" },
  options: {
    draft: { label: { fr: "Brouillon", en: "Draft" }, color: "gray" },
    submitted: { label: { fr: "Validé", en: "Submitted" }, color: "blue" },
    cancelled: { label: { fr: "Annulé", en: "Cancelled" }, color: "red" },
  },
};

/** The engine's own fields as people read them, wherever one is a column, a change or a heading. */
export const SYSTEM_FIELD_DEFINITIONS: Readonly<Record<string, Field>> = {
  id: { type: "text", label: { fr: "Identifiant", en: "id" } },
  number: { type: "text", label: { fr: "Numéro", en: "Number" } },
  docstatus: DOCSTATUS_FIELD,
  version: { type: "integer", label: { fr: "Version", en: "Version" } },
  amended_from: { type: "text", label: { fr: "Corrige", en: "Amends" } },
  created_at: { type: "datetime", label: { fr: "Créé le", en: "Created" } },
  created_by: { type: "text", label: { fr: "Créé par", en: "Created by" } },
  updated_at: { type: "datetime", label: { fr: "Modifié le", en: "Updated" } },
  updated_by: { type: "text", label: { fr: "Modifié par", en: "Updated by" } },
};
