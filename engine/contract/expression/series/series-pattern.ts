import { type SeriesPart, splitSeries } from "./split-series.ts";

/** A regular expression, as Postgres reads it, that every key of the series matches: `FA-{year(date)}-{00000}` → `^FA-.+-\{00000\}$`. */
export const seriesPattern = (series: string): string => `^${splitSeries(series).map(patternOf).join("")}$`;

function patternOf(part: SeriesPart): string {
  if (part.kind === "expression") return ".+";
  return literal(part.kind === "text" ? part.text : `{${"0".repeat(part.digits)}}`);
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
