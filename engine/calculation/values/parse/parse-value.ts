import type { ResolvedField } from "../../../contract/index.ts";
import { assert } from "../../../kernel/index.ts";
import { accepted, type Parsed } from "./outcome.ts";
import { parseChoice, parseMultiChoice, parseTags } from "./parse-choice.ts";
import { parseDate, parseDatetime, parseTime } from "./parse-date.ts";
import { parseJson } from "./parse-json.ts";
import { parseDynamicLink, parseLink } from "./parse-link.ts";
import { parseBoolean, parseDecimalField, parseDuration, parseGeolocation, parseIntegerField } from "./parse-number.ts";
import { parseBarcode, parseColor, parseContact, parseLongText, parseText, parseTextField } from "./parse-text.ts";
import { withoutBlanks } from "./without-blanks.ts";

const SECRET_MAX = 10_000;

/**
 * One value as sent → the value as stored, in its canonical writing ("1.5" of a quantity becomes "1.500"). Null, and an
 * empty text, mean no value. Tables are not values: the parse stage walks their rows.
 */
export function parseValue(field: ResolvedField, sent: unknown): Parsed {
  const input = withoutBlanks(field.type, sent);
  if (input === null || input === undefined || input === "") return accepted(null);
  switch (field.type) {
    case "text":
      return parseTextField(field, input);
    case "long_text":
    case "rich_text":
    case "markdown":
      return parseLongText(field, input);
    case "email":
    case "phone":
    case "url":
      return parseContact(field, input);
    case "integer":
    case "rating":
      return parseIntegerField(field, input);
    case "decimal":
    case "money":
    case "quantity":
    case "percent":
      return parseDecimalField(field, input);
    case "boolean":
      return parseBoolean(input);
    case "date":
      return parseDate(input);
    case "datetime":
      return parseDatetime(input);
    case "time":
      return parseTime(input);
    case "duration":
      return parseDuration(input);
    case "choice":
      return parseChoice(field, input);
    case "multi_choice":
      return parseMultiChoice(field, input);
    case "tags":
      return parseTags(input);
    case "link":
    case "file":
    case "image":
      return parseLink(input);
    case "dynamic_link":
      return parseDynamicLink(field, input);
    case "json":
      return parseJson(input);
    case "color":
      return parseColor(input);
    case "geolocation":
      return parseGeolocation(input);
    case "barcode":
      return parseBarcode(field, input);
    case "secret":
      return parseText(input, SECRET_MAX);
    case "table":
    case "computed":
      assert(false, `${field.type} fields have no value of their own`);
  }
}
