import type { Decimal } from "../../kernel/index.ts";
import type { Ast } from "./ast.ts";
import type { TypedNode } from "./typed-node.ts";

export type ScalarKind = "text" | "number" | "boolean" | "date" | "datetime" | "time" | "json" | "null";

/** What a choice may hold; `formerly` leads from what an option was called to what it is called. */
export interface ChoiceOptions {
  readonly ids: readonly string[];
  readonly formerly: Readonly<Record<string, string>>;
}

/**
 * Type of an expression. Choices, e-mails and the like are `text`; money, percent, quantity, integer are `number`;
 * a link is a `record` of the linked doctype (or of a synthetic id such as `user`); a table is a list of records.
 * `scale` is the most decimals a number field stores; SQL skips a rounding where it is known to be small.
 * `options` are those of a choice: a text that is none of them is refused where it is compared or given.
 */
export type ExprType =
  | { readonly kind: ScalarKind; readonly scale?: number; readonly options?: ChoiceOptions }
  | { readonly kind: "record"; readonly doctype: string }
  | { readonly kind: "list"; readonly of: ExprType };

/** What names mean where an expression stands. Build one with `createScope`. */
export interface Scope {
  /** Type of a root name, or undefined when there is none. */
  lookup(name: string): ExprType | undefined;
  /** Type of a record's field. */
  member(record: string, field: string): ExprType | undefined;
  /** Record type of the row the expression stands in: its fields shadow `lookup` and are read from `Environment.row`. */
  readonly row?: string;
  /** All root names, for "did you mean". */
  names?(): readonly string[];
  /** All field names of a record, for "did you mean". */
  members?(record: string): readonly string[];
}

/** A record as it comes out: a plain object with an `id`, or the bare id of a link that was not loaded. */
export type RecordValue = string | { readonly id?: unknown; readonly [field: string]: unknown };

/** What an expression evaluates to. Dates, datetimes (UTC, six decimals) and times are ISO texts. */
export type Value = Decimal | string | boolean | null | RecordValue | readonly Value[];

/**
 * Where values come from. Numbers may be Decimal, JSON text or JavaScript number; links are plain objects
 * `{ id, …fields }`, null, or a bare id (whose fields then cannot be read: EXPRESSION_LINK_NOT_LOADED).
 * Only own properties are ever read. Build one with `createEnvironment`.
 */
export interface Environment {
  get(root: string): unknown;
  /** The row, when the scope has one. */
  readonly row?: unknown;
  /** ISO date in the organization's time zone. */
  readonly today: string;
  /** ISO instant. */
  readonly now: string;
  /** The organization's, as IANA names it: of an instant it tells the day. */
  readonly timeZone: string;
  /** Decimals of the currency; without a code, of the organization's currency. */
  currencyDecimals(code?: string): number;
  readonly roles: ReadonlySet<string>;
}

/** A source that parsed and type-checked. Immutable; compile it once and keep the result. */
export interface CheckedExpression {
  readonly source: string;
  readonly ast: Ast;
  readonly type: ExprType;
  /** The typed tree both compilers work from. */
  readonly root: TypedNode;
  /** Every field path read from a root name, as written and without repeats: `["member","tariff","days"]`, `["lines","book","price"]`. */
  readonly paths: readonly (readonly string[])[];
  /** The same for fields of the scope's row. */
  readonly rowPaths: readonly (readonly string[])[];
  /** First names of `paths`. */
  readonly roots: ReadonlySet<string>;
  readonly usesToday: boolean;
  readonly usesNow: boolean;
  readonly usesRoles: boolean;
}

/** Pure: the same environment gives the same value. Raises EXPRESSION_VALUE_INVALID, …_LINK_NOT_LOADED, …_STEPS, …_OVERFLOW. */
export type ExpressionFunction = (environment: Environment) => Value;

/** How an expression reads a column. */
export interface ColumnRead {
  readonly type: ExprType;
  /** `row` for a field of the scope's row. */
  readonly origin: "root" | "row";
}

/** Values handed over as query parameters. */
export type SqlValue = string | boolean;

/**
 * The query an expression is put into. Every method returns SQL text whose type fits the expression's:
 * text → text, number → any number type, boolean, date, datetime → timestamptz, time, json → jsonb,
 * record → uuid, list of text → text[]. A uuid column typed `text` must be cast by the target.
 */
export interface SqlTarget {
  /** SQL of a path over links, or of `user.id`, `params.from` and the like (usually a cast parameter). */
  column(path: readonly string[], read: ColumnRead): string;
  /** Adds a parameter and returns its placeholder, e.g. `$3`. */
  parameter(value: SqlValue): string;
  /** SQL of type date, e.g. a parameter. */
  today(): string;
  /** SQL of type timestamptz. */
  now(): string;
  /** SQL of type text: the organization's time zone. */
  timeZone(): string;
  /** SQL of type boolean: has the current user this role? */
  hasRole(role: string): string;
  /** SQL of type integer: decimals of a currency code (SQL of type text), null = the organization's currency. Absent: round_money is not translatable. */
  currencyDecimals?(currency: string | null): string;
}

/** `text` holds the placeholders the target handed out; `values` are the parameters added by this expression. */
export interface SqlExpression {
  readonly text: string;
  readonly values: readonly SqlValue[];
}
