import type { LocalizedText } from "../../../kernel/index.ts";
import type { TypedNode } from "../typed-node.ts";
import type { Environment, ExprType, SqlTarget, Value } from "../types.ts";

/** One parameter: its name in the usage line and the kinds of value it takes. */
export interface Parameter {
  readonly name: string;
  readonly kinds: readonly ExprType["kind"][];
  readonly optional?: boolean;
}

/** One argument in SQL. `text` is made when it is read; numbers are of type numeric. `literal` is there when the source wrote a constant. */
export interface SqlArgument {
  readonly text: string;
  readonly type: ExprType;
  readonly literal: Value | undefined;
}

/**
 * One function of the language, whole: signature, meaning in memory, meaning in SQL.
 * `evaluate` gets values of the declared kinds; unless `receivesNull`, a null argument gives null without a call,
 * and `sql` must then give null for it as well. `sql` writes each argument once, or nested calls would double its size.
 */
export interface FunctionDefinition {
  readonly name: string;
  readonly summary: LocalizedText;
  readonly parameters: readonly Parameter[];
  /** The last parameter may be repeated. */
  readonly variadic?: boolean;
  /** All arguments must have one common type. */
  readonly sameType?: boolean;
  readonly receivesNull?: boolean;
  /** Part of the session the function reads. */
  readonly reads?: "today" | "now" | "roles";
  /** Refuses literal arguments that can never work. */
  check?(args: readonly TypedNode[]): void;
  returns(args: readonly ExprType[]): ExprType;
  evaluate(args: readonly Value[], environment: Environment, types: readonly ExprType[]): Value;
  /** SQL text, or null when it cannot be translated. */
  sql(args: readonly SqlArgument[], target: SqlTarget): string | null;
}
