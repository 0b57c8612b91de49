import type { Addresses } from "../meta/addresses.ts";
import type { ReportRow } from "./report-cell-text.ts";

interface Drill {
  readonly report: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Parameters that a click on a figure changes, by measure. */
  readonly figures?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A parameter as the address holds it: links by their id. */
function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return String((value as { readonly id?: unknown }).id ?? "");
  return String(value);
}

/** Address of the report a row, or one of its figures, leads to; undefined when it leads to none. */
export function drillAddress(row: ReportRow, column: string, to: Addresses): string | undefined {
  const drill = row["$drill"] as unknown as Drill | null | undefined;
  if (!drill?.report) return undefined;
  const entries = Object.entries({ ...drill.params, ...drill.figures?.[column] }).flatMap(([name, value]) => {
    const text = parameterText(value);
    return text === null ? [] : [[name, text] as const];
  });
  return to.report(drill.report, Object.fromEntries(entries));
}
