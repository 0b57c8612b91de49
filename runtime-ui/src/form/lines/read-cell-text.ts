import type { Field } from "../../../../engine/contract/types/index.ts";
import { parseDateText } from "../../format/dates.ts";
import type { TextContext } from "../../format/field-text.ts";
import { currencyOf } from "../../format/field-text.ts";
import { parseDurationText } from "../../inputs/parse-duration-text.ts";
import { readNumber } from "../../inputs/read-number.ts";
import { isNumeric } from "../../meta/columns.ts";
import { foldText } from "../../shared/match-words.ts";
import type { FormValues } from "../model/types.ts";

const YES = new Set(["1", "x", "oui", "yes", "vrai", "true", "o", "y"]);

/** What was typed or pasted into a cell as a value of its field; undefined when it makes no sense there. */
export function readCellText(
  text: string,
  field: Field,
  context: TextContext,
  row: FormValues,
  header: FormValues,
): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (field.type === "duration") return parseDurationText(trimmed);
  if (isNumeric(field))
    return readNumber(trimmed, field, currencyOf(context.meta, field, row, header), context.language);
  switch (field.type) {
    case "date":
      return parseDateText(trimmed) ?? undefined;
    case "boolean":
      return YES.has(foldText(trimmed));
    case "choice": {
      const wanted = foldText(trimmed);
      const found = Object.entries(field.options).find(
        ([value, { label }]) => value === trimmed || foldText(label.fr) === wanted || foldText(label.en) === wanted,
      );
      return found?.[0];
    }
    case "tags":
    case "multi_choice":
      return trimmed.split(/\s*,\s*/);
    default:
      return field.type === "long_text" ? text : trimmed;
  }
}
