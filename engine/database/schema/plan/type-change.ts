/** How the values of a column get into another type. SQL texts are over `value`, which stands for the column. */
export interface TypeChange {
  /** The new value. */
  readonly using: string;
  /** Condition under which a value survives unchanged; null = every value does. */
  readonly fits: string | null;
  /** Condition under which a value that fits can be written back as the text it was; absent = every value can. */
  readonly isWrittenBack?: string;
}

const INTEGER_LIMITS: Readonly<Record<string, string>> = { integer: "2147483647", bigint: "9223372036854775807" };
const DATE_TEXT = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME_TEXT = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?";

/** A number as it would be written, but for zeros behind the point: "007" and "+33" are codes that a number forgets. */
const NUMBER_AS_WRITTEN = "^(0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\\.[0-9]+)$";

/** Only NULL survives: there is no sensible way from one type to the other. */
const NOTHING_FITS = "false";

/** `{value}` in a template is the column; `plain` types are those without precision. */
export function typeChange(from: string, to: string): TypeChange {
  const [source, target] = [plain(from), plain(to)];
  if (source === "numeric" && target === "numeric") return { using: `{value}::${to}`, fits: numericFits(from, to) };
  const rule = RULES[`${source} → ${target}`] ?? RULES[`any → ${target}`];
  if (rule) return { using: rule.using.replace("{type}", to), fits: rule.fits };
  if (isNumber(source) && isNumber(target)) return { using: `{value}::${to}`, fits: numberFits(source, to) };
  if (source === "text" && isNumber(target)) {
    return { using: `{value}::${to}`, fits: textNumberFits(to), isWrittenBack: `{value} ~ '${NUMBER_AS_WRITTEN}'` };
  }
  return { using: `null::${to}`, fits: NOTHING_FITS };
}

/** The template with a column in the place of `{value}`. */
export function fillTemplate(template: string, column: string): string {
  return template.replaceAll("{value}", column);
}

const plain = (type: string): string => type.replace(/\(.*\)/, "");
const isNumber = (type: string): boolean => type === "numeric" || type in INTEGER_LIMITS;

function numericParts(type: string): { precision: number; scale: number } | null {
  const match = /\((\d+),(\d+)\)/.exec(type);
  return match ? { precision: Number(match[1]), scale: Number(match[2]) } : null;
}

/** A numeric loses nothing when the new one has at least as many digits on both sides of the point. */
function numericFits(from: string, to: string): string | null {
  const [before, after] = [numericParts(from), numericParts(to)];
  if (after === null) return null;
  const hasRoom =
    before !== null && after.scale >= before.scale && after.precision - after.scale >= before.precision - before.scale;
  return hasRoom ? null : decimalFits("{value}", after);
}

const decimalFits = (value: string, { precision, scale }: { precision: number; scale: number }): string =>
  `(${value} = round(${value}, ${scale}) and abs(${value}) < 1e${precision - scale}::numeric)`;

/** Between integers, or between an integer and a numeric. */
function numberFits(source: string, to: string): string | null {
  const limit = INTEGER_LIMITS[to];
  if (limit !== undefined) {
    return source === "integer" ? null : `({value} = trunc({value}::numeric) and abs({value}::numeric) <= ${limit})`;
  }
  const after = numericParts(to);
  return after === null ? null : decimalFits("{value}::numeric", after);
}

function textNumberFits(to: string): string {
  const limit = INTEGER_LIMITS[to];
  const after = limit === undefined ? numericParts(to) : null;
  const pattern = limit === undefined ? "^[+-]?[0-9]{1,60}(\\.[0-9]{1,60})?$" : "^[+-]?[0-9]{1,30}$";
  const inRange = after ? decimalFits("{value}::numeric", after) : limit ? `abs({value}::numeric) <= ${limit}` : "true";
  // CASE, because AND does not promise to look at the pattern first.
  return `(case when {value} ~ '${pattern}' then ${inRange} else false end)`;
}

/** A calendar date written as text: the day exists in its month. */
const dateFits = (rest: string): string => `(case when {value} ~ '${DATE_TEXT}${rest}$' and left({value}, 4) <> '0000'
  then substr({value}, 9, 2)::int <= extract(day from make_date(left({value}, 4)::int, substr({value}, 6, 2)::int, 1) + interval '1 month - 1 day')
  else false end)`;

/** "from → to" without precisions; `any` stands for every type that has no rule of its own. */
const RULES: Readonly<Record<string, TypeChange>> = {
  "text[] → text": { using: "{value}[1]", fits: "coalesce(cardinality({value}), 0) <= 1" },
  "jsonb → text": {
    using: "case jsonb_typeof({value}) when 'string' then {value} #>> '{}' else {value}::text end",
    fits: null,
  },
  "any → text": { using: "{value}::text", fits: null },
  "text → text[]": { using: "case when {value} is null then null else array[{value}] end", fits: null },
  "any → jsonb": { using: "to_jsonb({value})", fits: null },
  "date → timestamp with time zone": { using: "{value}::timestamp at time zone 'UTC'", fits: null },
  "timestamp with time zone → date": {
    using: "({value} at time zone 'UTC')::date",
    fits: "({value} at time zone 'UTC')::time = '00:00'",
  },
  "text → date": { using: "{value}::date", fits: dateFits("") },
  "text → timestamp with time zone": {
    using: "{value}::timestamp with time zone",
    fits: dateFits(`[ T]${TIME_TEXT}(Z|[+-][0-9]{2}(:?[0-9]{2})?)?`),
  },
  "text → time without time zone": {
    using: "{value}::time without time zone",
    fits: `{value} ~ '^${TIME_TEXT}$'`,
  },
  "text → boolean": { using: "{value}::boolean", fits: "lower({value}) in ('true', 'false')" },
  "text → uuid": {
    using: "{value}::uuid",
    fits: "{value} ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'",
  },
  "boolean → integer": { using: "{value}::integer", fits: null },
  "boolean → bigint": { using: "{value}::integer", fits: null },
};
