import { FILTER_OPERATORS, type FilterOperator, isFilterOperator } from "../../contract/index.ts";
import { fail } from "../../kernel/index.ts";

/** A value of the query as it came, with the place to blame when it does not fit. */
export interface RawInput {
  readonly value: unknown;
  readonly pointer: string;
}

/** A filter without its values: two filters of equal shape share one compiled statement. */
export type FilterShape =
  | { readonly and: readonly FilterShape[] }
  | { readonly or: readonly FilterShape[] }
  | { readonly not: FilterShape }
  | {
      readonly field: string;
      readonly op: FilterOperator;
      /** Number of its first value among the inputs. */
      readonly at: number;
      readonly pointer: string;
      /** For `is_null`: which of the two is asked. */
      readonly isNull?: boolean;
    };

const CONDITIONS_MAX = 100;
const DEPTH_MAX = 8;
export const LIST_MAX = 1_000;

/**
 * Checks a filter's form and takes its values out, in order, into `inputs`.
 * Raises QUERY_FILTER_INVALID, QUERY_FILTER_TOO_LARGE, QUERY_OPERATOR_UNKNOWN.
 */
export function readFilter(filter: unknown, inputs: RawInput[], pointer = "/filter"): FilterShape {
  let conditions = 0;
  const read = (node: unknown, at: string, depth: number): FilterShape => {
    conditions += 1;
    if (conditions > CONDITIONS_MAX || depth > DEPTH_MAX) tooLarge(at);
    if (!isPlainObject(node)) return fail("QUERY_FILTER_INVALID", {}, { pointer: at });
    const keys = Object.keys(node);
    const key = keys[0];
    if (keys.length === 1 && (key === "and" || key === "or")) {
      const parts = listOf(node[key], `${at}/${key}`).map((part, index) =>
        read(part, `${at}/${key}/${index}`, depth + 1),
      );
      return key === "and" ? { and: parts } : { or: parts };
    }
    if (keys.length === 1 && key === "not") return { not: read(node.not, `${at}/not`, depth + 1) };
    return readCondition(node, keys, at, inputs);
  };
  return read(filter, pointer, 1);
}

function readCondition(
  node: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  pointer: string,
  inputs: RawInput[],
): FilterShape {
  const { field, op, value } = node;
  if (typeof field !== "string" || keys.some((key) => key !== "field" && key !== "op" && key !== "value")) {
    return fail("QUERY_FILTER_INVALID", {}, { pointer });
  }
  if (!isFilterOperator(op)) {
    const params = { operator: String(op).slice(0, 40), operators: Object.keys(FILTER_OPERATORS).join(", ") };
    return fail("QUERY_OPERATOR_UNKNOWN", params, { pointer: `${pointer}/op` });
  }
  const shape = { field, op, at: inputs.length, pointer };
  const valueAt = `${pointer}/value`;
  if (op === "is_null") {
    if (value !== undefined && typeof value !== "boolean") fail("QUERY_FILTER_INVALID", {}, { pointer: valueAt });
    return { ...shape, isNull: value !== false };
  }
  if (op === "between") {
    const range = listOf(value, valueAt);
    if (range.length !== 2) fail("QUERY_FILTER_INVALID", {}, { pointer: valueAt });
    inputs.push({ value: range[0], pointer: `${valueAt}/0` }, { value: range[1], pointer: `${valueAt}/1` });
    return shape;
  }
  if (op === "in" && listOf(value, valueAt).length > LIST_MAX) tooLarge(valueAt);
  inputs.push({ value, pointer: valueAt });
  return shape;
}

function tooLarge(pointer: string): never {
  return fail(
    "QUERY_FILTER_TOO_LARGE",
    { conditions: CONDITIONS_MAX, depth: DEPTH_MAX, values: LIST_MAX },
    { pointer },
  );
}

function listOf(value: unknown, pointer: string): readonly unknown[] {
  return Array.isArray(value) ? value : fail("QUERY_FILTER_INVALID", {}, { pointer });
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
