import type { Report, ShownMetadata } from "../../contract/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";

/** What of the metadata a description is about. */
export interface DescribedMetadata {
  readonly doctypes: readonly ResolvedDoctype[];
  readonly reports: readonly Report[];
}

export type Seen = Pick<ShownMetadata, "doctypes" | "reports">;

/** All of it, or as far as its reader sees it: the same doctypes, fields and reports as his screens are made from. */
export function describedMetadata({ doctypes, reports }: Registry, seen?: Seen): DescribedMetadata {
  const documents = [...doctypes.values()].filter(({ kind }) => kind !== "child");
  if (!seen) return { doctypes: documents, reports: [...reports.values()] };
  return {
    doctypes: documents.flatMap((doctype) => seenDoctype(doctype, seen.doctypes) ?? []),
    reports: [...reports.values()].filter(({ id }) => Object.hasOwn(seen.reports, id)),
  };
}

function seenDoctype(doctype: ResolvedDoctype, doctypes: Seen["doctypes"]): ResolvedDoctype | null {
  const shown = doctypes[doctype.id];
  if (!shown) return null;
  const fieldList = doctype.fieldList.flatMap((field): ResolvedField[] => {
    if (!Object.hasOwn(shown.fields, field.id)) return [];
    const child = field.type === "table" ? seenDoctype(field.child, doctypes) : null;
    return [field.type === "table" && child ? { ...field, child } : field];
  });
  return { ...doctype, fieldList, jsonSchema: shown.schema as ResolvedDoctype["jsonSchema"] };
}
