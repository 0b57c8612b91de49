import { fail } from "../../../kernel/index.ts";

/** A piece of a series: text as it stands, an expression, or the counter with its least number of digits. */
export type SeriesPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly source: string }
  | { readonly kind: "counter"; readonly digits: number };

const COUNTER = /^0{1,18}$/;

/** `FA-{year(issue_date)}-{00000}` → its parts, exactly one of them the counter. Raises EXPRESSION_SERIES. */
export function splitSeries(series: string): readonly SeriesPart[] {
  const parts: SeriesPart[] = [];
  let position = 0;
  while (position < series.length) {
    const open = series.indexOf("{", position);
    const text = series.slice(position, open === -1 ? series.length : open);
    if (text.includes("}"))
      refuseSeries(series, "accolade fermante sans ouvrante", "closing brace without an opening one");
    if (text !== "") parts.push({ kind: "text", text });
    if (open === -1) break;
    const close = closingBrace(series, open + 1);
    parts.push(bracedPart(series, series.slice(open + 1, close).trim()));
    position = close + 1;
  }
  const counters = parts.filter((part) => part.kind === "counter").length;
  if (counters !== 1) {
    refuseSeries(
      series,
      "il faut exactement une suite de zéros entre accolades",
      "exactly one run of zeros in braces is needed",
    );
  }
  return parts;
}

function bracedPart(series: string, content: string): SeriesPart {
  if (COUNTER.test(content)) return { kind: "counter", digits: content.length };
  if (content === "") refuseSeries(series, "accolades vides", "empty braces");
  return { kind: "expression", source: content };
}

/** The brace that closes the part, not counting braces inside quoted text. */
function closingBrace(series: string, from: number): number {
  let quote = "";
  for (let index = from; index < series.length; index++) {
    const character = series.charAt(index);
    if (quote !== "") {
      if (character === "\\") index += 1;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "}") return index;
  }
  return refuseSeries(series, "accolade non refermée", "a brace is not closed");
}

function refuseSeries(series: string, problemFr: string, problemEn: string): never {
  return fail("EXPRESSION_SERIES", { series, problem_fr: problemFr, problem_en: problemEn });
}
