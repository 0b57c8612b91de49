import { layoutOf } from "../calculation/index.ts";
import type { Ledger } from "../contract/index.ts";
import type { JsonValue } from "../documents/index.ts";
import type { CompiledExpression, ResolvedPosting } from "../registry/index.ts";
import type { CompiledEntry } from "./entry-sources.ts";

export interface PlannedDimension {
  readonly name: string;
  readonly field: Ledger["dimensions"][string];
  readonly expression: CompiledExpression | null;
  /** Does it depend on the row? Else all rows of a document have the same. */
  readonly readsRow: boolean;
}

export interface PlannedMeasure {
  readonly name: string;
  readonly field: Ledger["measures"][string];
  readonly expression: CompiledExpression | null;
  /** Amounts without a currency of their own are in the organization's. */
  readonly isOwnMoney: boolean;
}

/** One entry of a posting rule, with what its ledger says of each value. */
export interface PlannedEntry {
  readonly entry: CompiledEntry;
  readonly dimensions: readonly PlannedDimension[];
  readonly measures: readonly PlannedMeasure[];
  /** Of the dimensions, those that may not be empty. */
  readonly required: readonly PlannedDimension[];
  readonly layout: Readonly<Record<string, JsonValue | undefined>>;
}

const CACHE = new WeakMap<ResolvedPosting, { readonly ledger: Ledger; readonly entries: readonly PlannedEntry[] }>();

/** A rule's entries beside their ledger. Derived once. */
export function postingPlan(posting: ResolvedPosting, ledger: Ledger): readonly PlannedEntry[] {
  const known = CACHE.get(posting);
  if (known?.ledger === ledger) return known.entries;
  const entries = posting.compiled.entries.map((entry) => planEntry(entry, ledger));
  CACHE.set(posting, { ledger, entries });
  return entries;
}

function planEntry(entry: CompiledEntry, ledger: Ledger): PlannedEntry {
  const { set } = entry;
  const dimensions = Object.entries(ledger.dimensions).map(([name, field]) => {
    const expression = set[name] ?? null;
    return { name, field, expression, readsRow: expression?.checked.roots.has("line") === true };
  });
  const measures = Object.entries(ledger.measures).map(([name, field]) => {
    const isOwnMoney = field.type === "money" && field.currency === undefined;
    return { name, field, expression: set[name] ?? null, isOwnMoney };
  });
  const names = [...Object.keys(ledger.dimensions), ...Object.keys(ledger.measures)];
  const required = dimensions.filter(({ field }) => field.required);
  return { entry, dimensions, measures, required, layout: layoutOf(names) };
}
