import type { Environment, ExprType, SqlTarget, Value } from "../types.ts";

/** What an argument may be: one kind, several, or anything comparable with the other arguments. */
export interface Parameter {
  readonly name: string;
  readonly kinds: readonly ExprType["kind"][];
  readonly optional?: boolean;
}

/** SQL of one argument; `literal` when the source wrote a constant. */
export interface SqlArgument {
  readonly text: string;
  readonly type: ExprType;
  readonly literal?: Value;
}

/**
 * One function of the language, whole: signature, meaning in memory, meaning in SQL.
 * `evaluate` gets values of the declared kinds; unless `receivesNull`, a null argument gives null without calling it.
 * SQL must give null for null arguments in the same cases.
 */
export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The last parameter may be repeated. */
  readonly variadic?: boolean;
  /** All arguments must have one common type. */
  readonly sameType?: boolean;
  readonly receivesNull?: boolean;
  /** Part of the session the function reads. */
  readonly reads?: "today" | "now" | "roles";
  returns(args: readonly ExprType[]): ExprType;
  evaluate(args: readonly Value[], environment: Environment): Value;
  /** SQL text, or null when it cannot be translated. */
  sql(args: readonly SqlArgument[], target: SqlTarget): string | null;
}
