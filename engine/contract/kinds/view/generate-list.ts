import { hasTrait } from "../../fields/field-traits.ts";
import { listedSystemFields } from "../../fields/system-fields.ts";
import type { View } from "../../types/index.ts";
import type { ResolvedDoctype } from "../doctype/resolved-doctype.ts";

const COLUMNS_MAX = 7;

/** The list of a doctype that declares no view: number, state and its first fields, newest first. */
export function generateList(doctype: ResolvedDoctype): View {
  const own = doctype.fieldList
    .filter((field) => hasTrait(field.type, "glance") && (field.level ?? 0) === 0)
    .map((field) => field.id);
  const columns = [...listedSystemFields(doctype, "before"), ...own].slice(0, COLUMNS_MAX);
  return {
    id: doctype.id,
    label: doctype.plural ?? doctype.label,
    doctype: doctype.id,
    kind: doctype.tree === undefined ? "list" : "tree",
    columns: columns.length > 0 ? columns : ["id"],
    sort: ["-created_at"],
    is_default: true,
  };
}
