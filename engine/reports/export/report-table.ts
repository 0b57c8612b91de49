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
  /** Those of `rows` that head or total a group. */
  readonly headings: ReadonlySet<number>;
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

/** The visible columns of a result, the opening row first, groups between their heading and their total; headings as group and label. */
export function reportTable(result: ReportResult, language: Language): ReportTable {
  const { columns, rows, opening, totals, groups } = result;
  const line = (row: ReportRow, caption?: string): readonly Cell[] =>
    columns.map((column, index) => {
      if (caption !== undefined && index === 0) return { kind: "text", text: caption };
      return cellOf(column, row[column.id], language);
    });
  const lines = groups
    ? groupLines(groups, rows, line, (values) => groupName(columns, values, language), language)
    : [...(opening ? [line(opening, word("opening", language))] : []), ...rows.map((row) => line(row))];
  return {
    title: localize(result.report.label, language),
    header: columns.map(
      ({ label, group }) => (group ? `${localize(group, language)} – ` : "") + localize(label, language),
    ),
    rows: lines.map((each) => ("cells" in each ? each.cells : each)),
    headings: new Set(lines.flatMap((each, index) => ("cells" in each ? [index] : []))),
    totals: totals ? line(totals, word("total", language)) : null,
  };
}

interface Heading {
  readonly cells: readonly Cell[];
}

/** Each group below what it is and its opening, above its total. */
function groupLines(
  groups: NonNullable<ReportResult["groups"]>,
  rows: readonly ReportRow[],
  line: (row: ReportRow, caption?: string) => readonly Cell[],
  nameOf: (values: ReportRow) => string,
  language: Language,
): readonly (readonly Cell[] | Heading)[] {
  let done = 0;
  return groups.flatMap(({ values, opening, totals, rows: count, begins, ends }) => {
    const name = nameOf(values);
    const own = rows.slice(done, done + count).map((row) => line(row));
    done += count;
    const caption = opening ? `${name} – ${word("opening", language)}` : name;
    const head = begins ? [{ cells: line(opening ?? {}, caption) }] : [];
    return [...head, ...own, ...(ends ? [{ cells: line(totals, `${word("total", language)} ${name}`) }] : [])];
  });
}

/** What a group is: its code and name, say. */
function groupName(columns: readonly ReportColumn[], values: ReportRow, language: Language): string {
  const texts = Object.entries(values).flatMap(([id, value]) => {
    if (value === null) return [];
    if (typeof value === "object") return "title" in value && value.title !== null ? [String(value.title)] : [];
    const label = columns.find((column) => column.id === id)?.options?.[String(value)];
    return [label ? localize(label, language) : String(value)];
  });
  return texts.join(" – ");
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
