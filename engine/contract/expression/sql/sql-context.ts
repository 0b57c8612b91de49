import type { TypedNode } from "../typed-node.ts";
import type { SqlTarget } from "../types.ts";

/** The target, and the parameters added so far. */
export interface SqlContext {
  readonly target: SqlTarget;
  readonly values: (string | boolean)[];
}

/** Adds a text parameter and returns its typed placeholder. */
export function textParameter(value: string, { target, values }: SqlContext, type: "text" | "uuid" = "text"): string {
  values.push(value);
  return `${target.parameter(value)}::${type}`;
}

/** What a kind of node needs to write its parts. */
export interface Translation {
  readonly context: SqlContext;
  readonly translate: (node: TypedNode) => string;
  /** Without the cast of numbers. */
  readonly bare: (node: TypedNode) => string;
}
