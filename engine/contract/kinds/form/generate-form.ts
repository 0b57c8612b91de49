import { hasTrait } from "../../fields/field-traits.ts";
import type { Form } from "../../types/index.ts";
import type { ResolvedDoctype } from "../doctype/resolved-doctype.ts";

const MAIN_TAB = { fr: "Général", en: "General" };

/** The form of a doctype that declares none: fields in their order, wide ones in sections of one column. */
export function generateForm(doctype: ResolvedDoctype): Form {
  const sections: Record<string, Form["tabs"][string]["sections"][string]> = {};
  let open: { wide: boolean; fields: string[] } | undefined;
  for (const field of doctype.fieldList) {
    const wide = hasTrait(field.type, "wide");
    if (!open || open.wide !== wide) {
      open = { wide, fields: [] };
      sections[`section_${Object.keys(sections).length + 1}`] = { columns: wide ? 1 : 2, fields: open.fields };
    }
    open.fields.push(field.id);
  }
  return {
    id: doctype.id,
    label: doctype.label,
    doctype: doctype.id,
    tabs: { main: { label: MAIN_TAB, sections } },
  };
}
