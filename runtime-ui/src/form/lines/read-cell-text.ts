import type { Field } from "../../../../engine/contract/types/index.ts";
import { looksOf, type ReadKind } from "../../field-types/field-looks.ts";
import { parseDateText } from "../../format/dates.ts";
import type { TextContext } from "../../format/field-text.ts";
import { currencyOf } from "../../format/field-text.ts";
import { parseDurationText } from "../../inputs/parse-duration-text.ts";
import { readNumber } from "../../inputs/read-number.ts";
import { foldText } from "../../shared/match-words.ts";
import type { FormValues } from "../model/types.ts";

const YES = new Set(["1", "x", "oui", "yes", "vrai", "true", "o", "y"]);
const NO = new Set(["0", "non", "no", "faux", "false", "n"]);

interface Place {
  readonly field: Field;
  readonly context: TextContext;
  readonly row: FormValues;
  readonly header: FormValues;
}

const READERS: Readonly<Record<ReadKind, (text: string, place: Place) => unknown>> = {
  text: (text) => text.trim(),
  prose: (text) => text,
  number: (text, { field, context, row, header }) =>
    readNumber(text, field, currencyOf(context.meta, field, row, header), context.language),
  duration: (text) => parseDurationText(text.trim()),
  date: (text) => parseDateText(text.trim()) ?? undefined,
  yes: (text) => YES.has(foldText(text.trim())) || (NO.has(foldText(text.trim())) ? false : undefined),
  choice: (text, { field }) => {
    const trimmed = text.trim();
    const wanted = foldText(trimmed);
    const found = Object.entries(("options" in field && field.options) || {}).find(
      ([value, { label }]) => value === trimmed || foldText(label.fr) === wanted || foldText(label.en) === wanted,
    );
    return found?.[0];
  },
  list: (text) => text.trim().split(/\s*,\s*/),
};

/** What was typed or pasted into a cell as a value of its field; undefined when it makes no sense there. */
export function readCellText(
  text: string,
  field: Field,
  context: TextContext,
  row: FormValues,
  header: FormValues,
): unknown {
  return text.trim() === "" ? null : READERS[looksOf(field).read](text, { field, context, row, header });
}
