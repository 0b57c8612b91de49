import type { ComputeByFunction } from "../calculation/index.ts";
import { type Environment, formatValue, type Ledger, type Value } from "../contract/index.ts";
import type { JsonValue } from "../documents/index.ts";
import { assert, Decimal, type ErrorDetail, errorDetail, fail, type IsoDate, roundHalfUp } from "../kernel/index.ts";
import type { CompiledExpression, ResolvedPosting } from "../registry/index.ts";
import { type EntrySource, entrySources } from "./entry-sources.ts";
import { placeOpposites } from "./opposites.ts";
import { type PlannedDimension, type PlannedEntry, type PlannedMeasure, postingPlan } from "./posting-plan.ts";
import type { ComputedPosting, LedgerEntry } from "./types.ts";
import { codeOf, keptNumber, writtenNumber } from "./written-number.ts";

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
  const entries = postingPlan(posting, ledger).flatMap((planned) => {
    const shared: Shared = new Map();
    return entrySources(planned.entry, ledger, environment, functions).flatMap((source) => {
      const computed = computeEntry(planned, ledger, source, shared);
      if (!computed) return [];
      missing.push(...missingDimensions(posting, computed, planned));
      return [computed];
    });
  });
  if (missing.length > 0) fail("LEDGER_DIMENSION_MISSING", missing[0]?.params, { details: missing });
  if (entries.length === 0) return null;
  const date = compiled.date.evaluate(environment);
  assert(typeof date === "string", `posting ${posting.id} has a date`);
  return { ledger: ledger.id, date: date as IsoDate, entries };
}

/** What all rows of one entry have in common, once the first has needed it. */
type Shared = Map<PlannedDimension, JsonValue>;

/** Null without an amount. */
function computeEntry(
  { dimensions, measures, layout }: PlannedEntry,
  ledger: Ledger,
  { row, filled }: EntrySource,
  shared: Shared,
): LedgerEntry | null {
  const computed: Record<string, Decimal> = {};
  for (const measure of measures) {
    const amount = filled?.measures[measure.name] ?? computeAmount(measure, ledger, row);
    computed[measure.name] = measure.isOwnMoney
      ? roundHalfUp(amount, row.currencyDecimals())
      : keptNumber(measure.field, amount);
  }
  const amounts = placeOpposites(computed, ledger);
  if (measures.every(({ name }) => amounts[name]!.isZero())) return null;
  const entry = { ...layout } as Record<string, JsonValue>;
  for (const dimension of dimensions) {
    const { name, expression } = dimension;
    entry[name] = expression ? dimensionValue(dimension, expression, row, shared) : (filled?.dimensions[name] ?? null);
  }
  for (const { name, field } of measures) {
    const currency = codeOf(field, entry);
    entry[name] = writtenNumber(field, amounts[name]!, row.currencyDecimals(currency));
  }
  return entry;
}

/** A link is entered as its id; a dynamic link says its doctype as well. */
function dimensionValue(
  dimension: PlannedDimension,
  expression: CompiledExpression,
  row: Environment,
  shared: Shared,
): JsonValue {
  const known = dimension.readsRow ? undefined : shared.get(dimension);
  if (known !== undefined) return known;
  const { type } = expression.checked;
  const computed = expression.evaluate(row) as Value;
  const plain = Decimal.isDecimal(computed)
    ? writtenNumber(dimension.field, computed, row.currencyDecimals())
    : (formatValue(type, computed) as JsonValue);
  const isTyped = dimension.field.type === "dynamic_link" && plain !== null && type.kind === "record";
  const value = isTyped ? { type: type.doctype, id: plain } : plain;
  if (!dimension.readsRow) shared.set(dimension, value);
  return value;
}

function computeAmount({ expression, name }: PlannedMeasure, ledger: Ledger, row: Environment): Decimal {
  const amount = expression?.evaluate(row) ?? ZERO;
  assert(amount instanceof Decimal, `measure ${name} of ledger ${ledger.id} is a number`);
  return amount;
}

const ZERO = new Decimal(0);

function missingDimensions(
  { label }: ResolvedPosting,
  entry: LedgerEntry,
  { entry: { id }, required }: PlannedEntry,
): ErrorDetail[] {
  return required
    .filter(({ name }) => entry[name] === null || entry[name] === "")
    .map(({ name, field }) =>
      errorDetail("LEDGER_DIMENSION_MISSING", "", {
        dimension: name,
        dimension_fr: field.label.fr,
        dimension_en: field.label.en,
        entry: id,
        posting_fr: label.fr,
        posting_en: label.en,
      }),
    );
}
