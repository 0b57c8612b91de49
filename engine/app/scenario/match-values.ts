import { Decimal } from "../../kernel/index.ts";

/** One place where what is differs from what was expected. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Resolves what a link is called to whether it is meant; knows titles and keys. */
export type IsSameLink = (path: string, expected: string, actual: string) => boolean;

/** What stands where nothing of that name is: a member that does not exist is not an empty one. */
export const NOT_THERE = Symbol("not there");

/** Of objects only what is expected is looked at, but it must be there; numbers are equal by value, lists element by element. */
export function differences(
  expected: unknown,
  actual: unknown,
  isSameLink: IsSameLink,
  path = "",
): readonly Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [{ path, expected, actual }];
    if (actual.length !== expected.length)
      return [{ path: `${path}.length`, expected: expected.length, actual: actual.length }];
    return expected.flatMap((element, index) =>
      differences(element, actual[index], isSameLink, `${path}[${index + 1}]`),
    );
  }
  if (expected !== null && typeof expected === "object") {
    if (!isObject(actual)) return [{ path, expected, actual }];
    return Object.entries(expected).flatMap(([key, value]) => {
      const member = Object.hasOwn(actual, key) ? actual[key] : NOT_THERE;
      return differences(value, member, isSameLink, path === "" ? key : `${path}.${key}`);
    });
  }
  return isSame(expected, actual, path, isSameLink) ? [] : [{ path, expected, actual }];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function isSame(expected: unknown, actual: unknown, path: string, isSameLink: IsSameLink): boolean {
  if (expected === actual) return true;
  const link = linkOf(actual);
  if (typeof expected === "string" && link)
    return expected === link.id || isSameLink(path, expected, link.id) || expected === link.title;
  if (typeof expected === "string" && typeof actual === "string" && isSameLink(path, expected, actual)) return true;
  return isNumber(expected) && isNumber(actual) && new Decimal(String(expected)).equals(String(actual));
}

/** A link as reports and dynamic links show it. */
function linkOf(value: unknown): { readonly id: string; readonly title?: unknown } | null {
  if (!isObject(value)) return null;
  const { id, title } = value;
  return typeof id === "string" ? { id, title } : null;
}

/** `0411` is a text made of digits, not a number. */
function isNumber(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value));
}

/** How rows differ from those expected, which are all of them; null when they do not. */
export interface RowsDifference {
  /** Expected rows that found none, each with what is other in the row nearest to it. */
  readonly missing: readonly { readonly row: unknown; readonly nearest: readonly Difference[] | null }[];
  /** Rows nobody expected. */
  readonly extra: readonly unknown[];
  /** The rows are those expected, but they come in another order. */
  readonly isOrderOnly: boolean;
}

/** Every row there is stands for one of those expected, and the other way round; where order is told, in this order. */
export function rowsDifference(
  expected: readonly unknown[],
  actual: readonly unknown[],
  isSameLink: IsSameLink,
  isOrdered: boolean,
): RowsDifference | null {
  const isAt = (row: unknown, index: number) => differences(row, actual[index], isSameLink).length === 0;
  if (expected.length === actual.length && expected.every(isAt)) return null;
  const extra = [...actual];
  const unmatched: unknown[] = [];
  for (const row of expected) {
    const index = extra.findIndex((candidate) => differences(row, candidate, isSameLink).length === 0);
    if (index < 0) unmatched.push(row);
    else extra.splice(index, 1);
  }
  if (unmatched.length === 0 && extra.length === 0)
    return isOrdered ? { missing: [], extra: [], isOrderOnly: true } : null;
  const missing = unmatched.map((row) => ({ row, nearest: nearestDifferences(row, extra, isSameLink) }));
  return { missing, extra, isOrderOnly: false };
}

/** What is other in the row that differs least. */
function nearestDifferences(
  row: unknown,
  candidates: readonly unknown[],
  isSameLink: IsSameLink,
): readonly Difference[] | null {
  const [nearest] = candidates
    .map((candidate) => differences(row, candidate, isSameLink))
    .sort((one, other) => one.length - other.length);
  return nearest ?? null;
}
