import type { LocalizedText, Portions } from "../../kernel/index.ts";
import { inPortions } from "../../kernel/threads/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { IgnoredColumn, IgnoredReason, ImportRequest, RequestContext } from "../types.ts";
import { headingsOf, plainHeading } from "./column-headings.ts";
import { isBlank } from "./read-rows.ts";

type Rows = ImportRequest["rows"];

/**
 * The columns of a file that hold something and go nowhere, each with the reason. A field above what the person may read is to
 * him as one that does not exist.
 */
export async function ignoredColumns(
  { registry, access }: RequestContext,
  doctype: ResolvedDoctype,
  { rows, mapping }: Pick<ImportRequest, "rows" | "mapping">,
): Promise<readonly IgnoredColumn[]> {
  const mapped = Object.entries(mapping).filter(([, target]) => target !== "");
  const headings = headingsOf(registry, doctype, access.highestReadLevel(doctype.id));
  const taken = new Set(mapped.map(([, target]) => target));
  const reasonOf = (column: string): IgnoredReason => {
    const heading = headings.get(plainHeading(column));
    if (!heading) return "unknown";
    if ("closed" in heading) return heading.closed;
    return taken.has(heading.target) ? "repeated" : "not_mapped";
  };
  const held = await inPortions(heldBeside(rows, new Set(mapped.map(([column]) => column))));
  return held.map((column) => {
    const reason = reasonOf(column);
    return { column, reason, message: MESSAGES[reason] };
  });
}

/** Columns beside the mapped ones that hold something, in the order of the file. Whoever was seen to is not looked at again. */
function* heldBeside(rows: Rows, mapped: ReadonlySet<string>): Portions<readonly string[]> {
  /** Column → does it hold something? */
  const held = new Map<string, boolean>();
  for (const row of rows) {
    for (const column in row) {
      if (held.get(column) || mapped.has(column)) continue;
      held.set(column, !isBlank(row[column]));
    }
    yield 1;
  }
  return [...held].flatMap(([column, isHeld]) => (isHeld ? [column] : []));
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
