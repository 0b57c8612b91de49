import type { ComputeByFunction } from "../calculation/index.ts";
import { type Environment, formatValue, type Ledger, type Named, type Value } from "../contract/index.ts";
import type { JsonValue } from "../documents/index.ts";
import {
  assert,
  Decimal,
  type ErrorDetail,
  errorDetail,
  fail,
  formatDecimal,
  type IsoDate,
  roundHalfUp,
} from "../kernel/index.ts";
import type { CompiledExpression, ResolvedPosting } from "../registry/index.ts";
import { entrySources, type Filled } from "./entry-sources.ts";
import { placeOpposites } from "./opposites.ts";
import type { ComputedPosting, LedgerEntry } from "./types.ts";

/**
 * Applies one posting rule to one document. Pure, as the functions it calls are. Entries whose measures are all zero are left out; null when the rule
 * does not apply. Raises LEDGER_DIMENSION_MISSING with one detail per missing value.
 */
export function computePosting(
  posting: ResolvedPosting,
  ledger: Ledger,
  environment: Environment,
  functions: ComputeByFunction,
): ComputedPosting | null {
  const { compiled } = posting;
  if (compiled.when && compiled.when.evaluate(environment) !== true) return null;
  const missing: ErrorDetail[] = [];
  const entries = compiled.entries.flatMap((entry) =>
    entrySources(entry, ledger, environment, functions).flatMap(({ row, filled }) => {
      const computed = computeEntry(entry.set, ledger, row, filled);
      if (!computed) return [];
      missing.push(...missingDimensions(computed, ledger, entry.id));
      return [computed];
    }),
  );
  if (missing.length > 0) fail("LEDGER_DIMENSION_MISSING", missing[0]?.params, { details: missing });
  if (entries.length === 0) return null;
  const date = compiled.date.evaluate(environment);
  assert(typeof date === "string", `posting ${posting.id} has a date`);
  return { ledger: ledger.id, date: date as IsoDate, entries };
}

/** Null without an amount. */
function computeEntry(
  set: Readonly<Record<string, CompiledExpression>>,
  ledger: Ledger,
  environment: Environment,
  filled: Filled | null,
): LedgerEntry | null {
  const computed: Record<string, Decimal> = {};
  for (const name of Object.keys(ledger.measures)) {
    const given = filled?.measures[name];
    computed[name] = given
      ? rounded(given, ledger, name, environment)
      : computeAmount(set[name], ledger, name, environment);
  }
  const amounts = placeOpposites(computed, ledger);
  if (Object.values(amounts).every((amount) => amount.isZero())) return null;
  const entry: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(ledger.dimensions)) {
    const expression = set[name];
    entry[name] = expression
      ? dimensionValue(expression, field.type === "dynamic_link", environment)
      : (filled?.dimensions[name] ?? null);
  }
  for (const [name, amount] of Object.entries(amounts)) {
    entry[name] = isOwnMoney(ledger, name) ? formatDecimal(amount, environment.currencyDecimals()) : amount.toFixed();
  }
  return entry;
}

/** A link is entered as its id; a dynamic link says its doctype as well. */
function dimensionValue(expression: CompiledExpression, isDynamic: boolean, environment: Environment): JsonValue {
  const { type } = expression.checked;
  const value = formatValue(type, expression.evaluate(environment) as Value) as JsonValue;
  return isDynamic && value !== null && type.kind === "record" ? { type: type.doctype, id: value } : value;
}

function computeAmount(
  expression: CompiledExpression | undefined,
  ledger: Ledger,
  name: string,
  environment: Environment,
): Decimal {
  const amount = expression?.evaluate(environment) ?? ZERO;
  assert(amount instanceof Decimal, `measure ${name} of ledger ${ledger.id} is a number`);
  return rounded(amount, ledger, name, environment);
}

const rounded = (amount: Decimal, ledger: Ledger, name: string, environment: Environment): Decimal =>
  isOwnMoney(ledger, name) ? roundHalfUp(amount, environment.currencyDecimals()) : amount;

const ZERO = new Decimal(0);

/** Amounts without a currency of their own are in the organization's. */
function isOwnMoney({ measures }: Ledger, name: string): boolean {
  const field = measures[name];
  return field?.type === "money" && field.currency === undefined;
}

function missingDimensions(entry: LedgerEntry, ledger: Ledger, entryId: string): ErrorDetail[] {
  return Object.entries(ledger.dimensions as Named<Ledger["dimensions"][string]>)
    .filter(([name, field]) => field.required && (entry[name] === null || entry[name] === ""))
    .map(([name, field]) =>
      errorDetail("LEDGER_DIMENSION_MISSING", "", {
        dimension: name,
        dimension_fr: field.label.fr,
        dimension_en: field.label.en,
        entry: entryId,
      }),
    );
}
