import {
  addMonths,
  Decimal,
  dateParts,
  endOfMonth,
  isIsoDate,
  localInstant,
  startOfMonth,
} from "../../../kernel/index.ts";
import { refuse } from "../refuse.ts";
import { DATE, INTEGER } from "../type-relations.ts";
import type { ExprType, Value } from "../types.ts";
import { dateOfDay, dayNumber, FIRST_DAY, LAST_DAY } from "../values/day-number.ts";
import { between, texts, wholeNumber, wholePart } from "./argument-helpers.ts";
import type { FunctionDefinition } from "./definition.ts";

const D = { name: "date", kinds: ["date"] } as const;
/** Moves beyond these give null, long before Postgres' calendar ends. */
const DAYS_LIMIT = 1_000_000;
const MONTHS_LIMIT = 10_000;
/** Valid dates from 0001-01-01 to 9999-12-31, leap years included: text that matches always casts. */
const DATE_TEXT =
  "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)" +
  "|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$";

const dates = (args: readonly Value[]): readonly [string, string] => args as unknown as readonly [string, string];

/** Null outside the years 1 to 9999. */
const withinCalendar = (sql: string): string => between(sql, "date '0001-12-31 BC'", "date '10000-01-01'");

function dateFunction(
  name: string,
  summary: FunctionDefinition["summary"],
  type: ExprType,
  evaluate: (date: string) => Value,
  sql: (date: string) => string,
): FunctionDefinition {
  return {
    name,
    summary,
    parameters: [D],
    returns: () => type,
    evaluate: (args) => evaluate(dates(args)[0]),
    sql: (args) => sql(texts(args)[0]),
  };
}

function datePart(name: "year" | "month" | "day" | "quarter", fr: string, en: string, part: (date: string) => number) {
  return dateFunction(
    name,
    { fr, en },
    INTEGER,
    (date) => new Decimal(part(date)),
    (date) => `extract(${name} from ${date})`,
  );
}

const toDate: FunctionDefinition = {
  name: "date",
  summary: {
    fr: "Lit une date AAAA-MM-JJ dans un texte (vide si ce n'en est pas une), ou prend le jour d'une date avec heure, dans le fuseau horaire de l'organisation.",
    en: "Reads a date YYYY-MM-DD from a text (empty when it is none), or takes the day of a date and time, in the organization's time zone.",
  },
  parameters: [{ name: "value", kinds: ["text", "date", "datetime"] }],
  returns: () => DATE,
  check: ([text]) => {
    const isLiteral = text?.op === "constant" && text.type.kind === "text" && text.value !== null;
    if (!isLiteral || isIsoDate(text.value)) return;
    refuse("EXPRESSION_LITERAL_INVALID", text, {
      literal: String(text.value),
      expected_fr: "une date (AAAA-MM-JJ)",
      expected_en: "a date (YYYY-MM-DD)",
    });
  },
  evaluate: (args, { timeZone }, [type]) => {
    const [text] = dates(args);
    const candidate = type?.kind === "datetime" ? localInstant(text, timeZone)[0] : text;
    return isIsoDate(candidate) ? candidate : null;
  },
  sql: ([value], target) => {
    if (!value) return null;
    if (value.type.kind === "datetime") return `(${value.text} at time zone ${target.timeZone()})::date`;
    if (value.type.kind === "date" || value.literal !== undefined) return `(${value.text})::date`;
    return `substring(${value.text} from '${DATE_TEXT}')::date`;
  },
};

const addDaysFunction: FunctionDefinition = {
  name: "add_days",
  summary: { fr: "Décale une date d'un nombre de jours.", en: "Moves a date by a number of days." },
  parameters: [D, { name: "days", kinds: ["number"] }],
  returns: () => DATE,
  evaluate: (args) => {
    const [date, days] = args as unknown as readonly [string, Decimal];
    const whole = wholePart(days, -DAYS_LIMIT, DAYS_LIMIT);
    if (whole === null) return null;
    const moved = dayNumber(date) + whole;
    return moved < FIRST_DAY || moved > LAST_DAY ? null : dateOfDay(moved);
  },
  sql: ([date, days]) =>
    date && days ? withinCalendar(`(${date.text} + ${wholeNumber(days, -DAYS_LIMIT, DAYS_LIMIT)})`) : null,
};

const addMonthsFunction: FunctionDefinition = {
  name: "add_months",
  summary: {
    fr: "Décale une date d'un nombre de mois (31 janvier + 1 = 28 ou 29 février).",
    en: "Moves a date by a number of months (31 January + 1 = 28 or 29 February).",
  },
  parameters: [D, { name: "months", kinds: ["number"] }],
  returns: () => DATE,
  evaluate: (args) => {
    const [date, months] = args as unknown as readonly [string, Decimal];
    const whole = wholePart(months, -MONTHS_LIMIT, MONTHS_LIMIT);
    if (whole === null) return null;
    const { year, month } = dateParts(date);
    const target = Math.floor((year * 12 + month - 1 + whole) / 12);
    return target < 1 || target > 9999 ? null : addMonths(date, whole);
  },
  sql: ([date, months]) => {
    if (!date || !months) return null;
    const whole = wholeNumber(months, -MONTHS_LIMIT, MONTHS_LIMIT);
    return withinCalendar(`(${date.text} + make_interval(months => ${whole}))::date`);
  },
};

const daysBetweenFunction: FunctionDefinition = {
  name: "days_between",
  summary: {
    fr: "Nombre de jours de la première date à la seconde.",
    en: "Number of days from the first date to the second.",
  },
  parameters: [
    { name: "from", kinds: ["date"] },
    { name: "to", kinds: ["date"] },
  ],
  returns: () => INTEGER,
  evaluate: (args) => {
    const [from, to] = dates(args);
    return new Decimal(dayNumber(to) - dayNumber(from));
  },
  sql: (args) => {
    const [from, to] = texts(args);
    return `(${to} - ${from})::numeric`;
  },
};

export const DATE_FUNCTIONS: readonly FunctionDefinition[] = [
  datePart("year", "Année d'une date.", "Year of a date.", (date) => dateParts(date).year),
  datePart("month", "Mois d'une date (1 à 12).", "Month of a date (1 to 12).", (date) => dateParts(date).month),
  datePart("day", "Jour du mois d'une date.", "Day of the month of a date.", (date) => dateParts(date).day),
  datePart("quarter", "Trimestre d'une date (1 à 4).", "Quarter of a date (1 to 4).", (date) =>
    Math.ceil(dateParts(date).month / 3),
  ),
  addDaysFunction,
  addMonthsFunction,
  dateFunction(
    "start_of_month",
    { fr: "Premier jour du mois.", en: "First day of the month." },
    DATE,
    startOfMonth,
    (date) => `date_trunc('month', (${date})::timestamp)::date`,
  ),
  dateFunction(
    "end_of_month",
    { fr: "Dernier jour du mois.", en: "Last day of the month." },
    DATE,
    endOfMonth,
    (date) => `(date_trunc('month', (${date})::timestamp) + interval '1 month - 1 day')::date`,
  ),
  daysBetweenFunction,
  toDate,
];
