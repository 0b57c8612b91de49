import type { ReportAnswer } from "../../../engine/http/api-types.ts";
import type { ReportRow } from "./report-cell-text.ts";

/** What a line that is no row says before its figures. */
export type LineKind = "opening" | "totals";

interface Wording {
  /** What a group is, by the dimensions its rows share. */
  readonly nameOf: (values: ReportRow) => string;
  readonly word: (kind: LineKind) => string;
}

/** The lines of a report's table: groups below what they are and their opening, above their total; else the opening before all rows. */
export function reportLines({ rows, opening, groups }: ReportAnswer, { nameOf, word }: Wording): readonly ReportRow[] {
  const heading = (figures: ReportRow | null, kind: LineKind, text: string): ReportRow => ({
    ...figures,
    $kind: kind,
    $heading: text,
  });
  if (!groups) return [...(opening ? [heading(opening, "opening", word("opening"))] : []), ...rows];
  let done = 0;
  return groups.flatMap((group) => {
    const own = rows.slice(done, done + group.rows);
    done += group.rows;
    const name = nameOf(group.values);
    const caption = group.opening ? `${name} · ${word("opening")}` : name;
    return [
      ...(group.begins ? [heading(group.opening, "opening", caption)] : []),
      ...own,
      ...(group.ends ? [heading(group.totals, "totals", `${word("totals")} ${name}`)] : []),
    ];
  });
}
