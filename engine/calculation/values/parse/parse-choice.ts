import type { ResolvedField } from "../../../contract/index.ts";
import { suggest } from "../../../contract/index.ts";
import { suggestionParams } from "../../fields/label-params.ts";
import { accepted, expected, type Parsed, refused } from "./outcome.ts";
import { parseText } from "./parse-text.ts";
import { withoutBlanks } from "./without-blanks.ts";

type ChoiceField = Extract<ResolvedField, { readonly type: "choice" | "multi_choice" }>;

const TAG_MAX = 60;
const TAGS_MAX = 50;

export function parseChoice(field: ChoiceField, input: unknown): Parsed {
  if (typeof input === "string" && Object.hasOwn(field.options, input)) return accepted(input);
  const value = typeof input === "string" ? input.slice(0, 60) : JSON.stringify(input);
  const closest = typeof input === "string" ? suggest(input, Object.keys(field.options)) : undefined;
  return refused("VALUE_NOT_AN_OPTION", { value, ...suggestionParams(closest) });
}

export function parseMultiChoice(field: ChoiceField, input: unknown): Parsed {
  return parseList(input, Object.keys(field.options).length, (item) => parseChoice(field, item));
}

export function parseTags(input: unknown): Parsed {
  return parseList(input, TAGS_MAX, (item) => parseText(withoutBlanks("text", item), TAG_MAX, 1));
}

/** A list without repeats, in the order given. */
function parseList(input: unknown, max: number, parseItem: (item: unknown) => Parsed): Parsed {
  if (!Array.isArray(input) || input.length > max) {
    return expected({ fr: `une liste d'au plus ${max} valeurs`, en: `a list of at most ${max} values` });
  }
  const values = new Set<string>();
  for (const item of input) {
    const parsed = parseItem(item);
    if (!parsed.ok) return parsed;
    values.add(String(parsed.value));
  }
  return accepted([...values]);
}
