import { type ComputeByFunction, callFunction, lineEnvironments, parseField } from "../calculation/index.ts";
import type { CompiledCall, Environment, Field, JsonObject, Ledger } from "../contract/index.ts";
import type { JsonValue } from "../documents/index.ts";
import { Decimal, fail } from "../kernel/index.ts";
import type { ResolvedField, ResolvedPosting } from "../registry/index.ts";

/** Values of an entry that a function computed. */
export interface Filled {
  readonly dimensions: Readonly<Record<string, JsonValue>>;
  readonly measures: Readonly<Record<string, Decimal>>;
}

/** What one entry is made from: what its expressions read, and what a function gives. */
export interface EntrySource {
  readonly row: Environment;
  readonly filled: Filled | null;
}

export type CompiledEntry = ResolvedPosting["compiled"]["entries"][number];

/**
 * One per row of the table, or of what the function answers, or the document alone, as far as the entry's condition holds.
 * Raises FUNCTION_….
 */
export function entrySources(
  { each, when, fill }: CompiledEntry,
  ledger: Ledger,
  document: Environment,
  functions: ComputeByFunction,
): readonly EntrySource[] {
  const holds = (row: Environment) => !when || when.evaluate(row) === true;
  const lines = lineEnvironments(document, each);
  if (!fill) return lines.filter(holds).map((row) => ({ row, filled: null }));
  if (lines.length === 0 || (each === null && !holds(document))) return [];
  const answered = callFunction(functions, fill, document, each === null ? undefined : lines.length);
  const sources = answered.map((values, index) => ({ row: lines[index] ?? document, values }));
  return sources
    .filter(({ row }) => each === null || holds(row))
    .map(({ row, values }) => ({ row, filled: parseFilled(fill, values, ledger) }));
}

function parseFilled({ called, columns }: CompiledCall, values: JsonObject, ledger: Ledger): Filled {
  const dimensions: Record<string, JsonValue> = {};
  const measures: Record<string, Decimal> = {};
  for (const [column, member] of Object.entries(columns)) {
    const measure = ledger.measures[column];
    const taken = parsed(measure ?? ledger.dimensions[column], column, values[member]);
    if ("problem" in taken) {
      fail("FUNCTION_OUTPUT_INVALID", { function: called.declaration.id }, { details: [taken.problem] });
    } else if (measure) measures[column] = new Decimal(String(taken.value ?? 0));
    else dimensions[column] = taken.value;
  }
  return { dimensions, measures };
}

/** A column of a ledger takes what a field of its type takes. */
const parsed = (field: Field | undefined, id: string, value: JsonValue | undefined) =>
  parseField({ ...field, id } as ResolvedField, value ?? null, `/${id}`);
