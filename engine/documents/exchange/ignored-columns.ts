import type { LocalizedText } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { IgnoredColumn, IgnoredReason, ImportRequest } from "../types.ts";
import { headingsOf, plainHeading } from "./column-headings.ts";
import { isBlank } from "./read-rows.ts";

/** The columns of a file that hold something and go nowhere, each with the reason. */
export function ignoredColumns(
  registry: Registry,
  doctype: ResolvedDoctype,
  { rows, mapping }: Pick<ImportRequest, "rows" | "mapping">,
): readonly IgnoredColumn[] {
  const headings = headingsOf(registry, doctype);
  const taken = new Set(Object.values(mapping));
  const reasonOf = (column: string): IgnoredReason => {
    const heading = headings.get(plainHeading(column));
    if (!heading) return "unknown";
    if ("closed" in heading) return heading.closed;
    return taken.has(heading.target) ? "repeated" : "not_mapped";
  };
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return columns
    .filter((column) => !mapping[column] && rows.some((row) => !isBlank(row[column])))
    .map((column) => {
      const reason = reasonOf(column);
      return { column, reason, message: MESSAGES[reason] };
    });
}

const MESSAGES: Readonly<Record<IgnoredReason, LocalizedText>> = {
  unknown: { fr: "Aucun champ ne porte ce nom.", en: "No field has this name." },
  computed: { fr: "Le système remplit ce champ lui-même.", en: "The system fills this field in itself." },
  workflow: {
    fr: "Cet état est tenu par le flux de travail : seules ses transitions le changent.",
    en: "This state is kept by the workflow: only its transitions change it.",
  },
  read_only: { fr: "Ce champ est en lecture seule.", en: "This field is read-only." },
  not_a_cell: {
    fr: "La valeur de ce champ ne tient pas dans une cellule.",
    en: "The value of this field does not fit into a cell.",
  },
  repeated: {
    fr: "Une autre colonne remplit déjà ce champ.",
    en: "Another column fills this field already.",
  },
  not_mapped: {
    fr: "La correspondance demandée laisse cette colonne de côté.",
    en: "The mapping asked for leaves this column out.",
  },
};
