import type { ChoiceField, Doctype, Field } from "./generated/metadata.ts";

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

/** What people read of a document as its engine keeps it. The others are ids of people and documents, or the place of a row. */
const SHOWN = ["number", "docstatus", "version", "created_at", "updated_at"] as const;

/** The engine's own fields that forms and lists of a doctype may show, read-only. */
export function shownSystemFields({
  kind,
  lifecycle,
  number,
}: Pick<Doctype, "kind" | "lifecycle" | "number">): Readonly<Record<string, Field>> {
  const lacking = new Set([...(number ? [] : ["number"]), ...(lifecycle === "submittable" ? [] : ["docstatus"])]);
  const shown = kind === "child" ? [] : SHOWN.filter((id) => !lacking.has(id));
  return Object.fromEntries(shown.map((id) => [id, SYSTEM_FIELD_DEFINITIONS[id]!]));
}
