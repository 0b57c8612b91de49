import type { Form } from "../../types/index.ts";
import type { ResolvedDoctype, ResolvedField } from "../doctype/resolved-doctype.ts";

const MAIN_TAB = { fr: "Général", en: "General" };

/** Texts of several lines and pictures want the whole width. */
const isWide = (field: ResolvedField) => ["table", "long_text", "rich_text", "markdown", "json"].includes(field.type);

/** The form of a doctype that declares none: fields in their order, wide ones in sections of one column. */
export function generateForm(doctype: ResolvedDoctype): Form {
  const sections: Record<string, Form["tabs"][string]["sections"][string]> = {};
  let open: { wide: boolean; fields: string[] } | undefined;
  for (const field of doctype.fieldList) {
    const wide = isWide(field);
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
