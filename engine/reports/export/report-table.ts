import { type Language, localize } from "../../kernel/index.ts";
import type { ReportColumn, ReportResult, ReportRow } from "../types.ts";

/** A cell before it is written: exact numbers stay apart from texts, so that each format writes them as numbers. */
export type Cell =
  | { readonly kind: "empty" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly digits: string; readonly decimals: number }
  | { readonly kind: "date"; readonly iso: string }
  | { readonly kind: "boolean"; readonly value: boolean };

/** A report as a sheet of cells. */
export interface ReportTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The total row, without its caption. */
  readonly totals: readonly Cell[] | null;
}

const WORDS = {
  opening: { fr: "Solde d’ouverture", en: "Opening balance" },
  total: { fr: "Total", en: "Total" },
  yes: { fr: "Oui", en: "Yes" },
  no: { fr: "Non", en: "No" },
} as const;

export const word = (name: keyof typeof WORDS, language: Language): string => localize(WORDS[name], language);

const EMPTY: Cell = { kind: "empty" };

/** The visible columns of a result, the opening row first, headings as group and label. */
export function reportTable(result: ReportResult, language: Language): ReportTable {
  const { columns, rows, opening, totals } = result;
  const line = (row: ReportRow, caption?: string) =>
    columns.map((column, index) => {
      if (caption !== undefined && index === 0) return { kind: "text", text: caption } as const;
      return cellOf(column, row[column.id], language);
    });
  return {
    title: localize(result.report.label, language),
    header: columns.map(
      ({ label, group }) => (group ? `${localize(group, language)} – ` : "") + localize(label, language),
    ),
    rows: [...(opening ? [line(opening, word("opening", language))] : []), ...rows.map((row) => line(row))],
    totals: totals ? line(totals, word("total", language)) : null,
  };
}

function cellOf(column: ReportColumn, value: ReportRow[string] | undefined, language: Language): Cell {
  if (value === null || value === undefined) return EMPTY;
  if (typeof value === "boolean") return { kind: "boolean", value };
  if (typeof value === "object")
    return { kind: "text", text: "title" in value ? String(value.title ?? "") : JSON.stringify(value) };
  const text = String(value);
  if (column.type === "date") return { kind: "date", iso: text };
  if (column.kind === "measure" || column.type === "number") {
    return { kind: "number", digits: text, decimals: text.split(".")[1]?.length ?? 0 };
  }
  const label = column.options?.[text];
  return { kind: "text", text: label ? localize(label, language) : text };
}
