import { LIMITS } from "./limits.ts";
import type { ExprType } from "./types.ts";

export const TEXT: ExprType = { kind: "text" };
export const NUMBER: ExprType = { kind: "number" };
export const INTEGER: ExprType = { kind: "number", scale: 0 };
export const BOOLEAN: ExprType = { kind: "boolean" };
export const DATE: ExprType = { kind: "date" };
export const DATETIME: ExprType = { kind: "datetime" };
export const NULL: ExprType = { kind: "null" };

/** The type both sides can take, or undefined. `null` takes any type. */
export function commonType(a: ExprType, b: ExprType): ExprType | undefined {
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  if (a.kind === "record") return b.kind === "record" && a.doctype === b.doctype ? a : undefined;
  if (a.kind === "list") {
    const of = b.kind === "list" ? commonType(a.of, b.of) : undefined;
    return of && { kind: "list", of };
  }
  if (a.kind !== b.kind) return undefined;
  return a.kind === "number" && b.kind === "number" ? numberOfScale(maxScale(a, b)) : a;
}

/** May a value of the found type stand where the expected one is wanted? A text may stand for a link: it is the id. */
export function isAssignable(found: ExprType, expected: ExprType): boolean {
  if (found.kind === "text" && expected.kind === "record") return true;
  if (found.kind === "list" && expected.kind === "list") return isAssignable(found.of, expected.of);
  return commonType(found, expected) !== undefined;
}

/** Can `==` compare them? A record compares with a text, its id. */
export function isComparable(a: ExprType, b: ExprType): boolean {
  if (a.kind === "list" || b.kind === "list" || a.kind === "json" || b.kind === "json") return false;
  if (a.kind === "record" && b.kind === "text") return true;
  if (a.kind === "text" && b.kind === "record") return true;
  return commonType(a, b) !== undefined;
}

const ORDERED: ReadonlySet<string> = new Set(["number", "text", "date", "datetime", "time"]);

export function isOrdered(type: ExprType): boolean {
  return ORDERED.has(type.kind);
}

/** Most decimals a number of this type has; undefined when only the language's own limit is known. */
export function scaleOf(type: ExprType): number | undefined {
  return type.kind === "number" ? type.scale : undefined;
}

export function numberOfScale(scale: number | undefined): ExprType {
  return scale === undefined || scale > LIMITS.decimals ? NUMBER : { kind: "number", scale };
}

export function maxScale(a: ExprType, b: ExprType): number | undefined {
  const [left, right] = [scaleOf(a), scaleOf(b)];
  return left === undefined || right === undefined ? undefined : Math.max(left, right);
}
