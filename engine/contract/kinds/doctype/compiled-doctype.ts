import type { CompiledCall } from "../../calls/compiled-call.ts";
import type { CompiledExpression } from "../../compile/compile-expression-at.ts";
import type { CompiledSeries } from "../../expression/index.ts";
import type { Derivation, Rule } from "../../types/index.ts";

/** A table's rows computed by grouping another table's rows. */
export interface CompiledDerivation {
  readonly each: string;
  readonly by: Readonly<Record<string, CompiledExpression>>;
  readonly set: Readonly<Record<string, CompiledExpression>>;
  readonly where: CompiledExpression | null;
  readonly source: Derivation;
}

/** Columns of all rows of a table computed together by a function. */
export interface CompiledFill {
  readonly when: CompiledExpression | null;
  /** Null on a screen: there the server is asked. */
  readonly call: CompiledCall | null;
}

/**
 * One step of computing a document, in an order in which each reads only what is computed before it.
 * `default` proposes what is not given on create (or in a new row), and anew when a draft's value is outdated; `formula` always
 * computes.
 */
export type Computation =
  | {
      readonly kind: "field";
      readonly mode: "default" | "formula";
      readonly field: string;
      readonly expression: CompiledExpression;
    }
  | {
      readonly kind: "column";
      readonly mode: "default" | "formula";
      readonly table: string;
      readonly field: string;
      readonly expression: CompiledExpression;
    }
  | { readonly kind: "derive"; readonly table: string; readonly derivation: CompiledDerivation }
  | { readonly kind: "fill"; readonly table: string; readonly fill: CompiledFill };

/** One value of a document or of each row, by an expression. */
export type ValueComputation = Extract<Computation, { readonly mode: unknown }>;

export const computesValue = (step: Computation): step is ValueComputation =>
  step.kind === "field" || step.kind === "column";

/** A rule over the header (`table` null) or over each row of `table`. */
export interface CompiledRule {
  readonly id: string;
  readonly check: CompiledExpression;
  readonly message: Rule["message"];
  readonly on: "save" | "submit";
  readonly table: string | null;
  /** Field (or column of `table`) the message is shown at. */
  readonly field: string | null;
}

export interface CompiledCondition {
  readonly kind: "shown" | "required" | "read_only";
  readonly table: string | null;
  readonly field: string;
  readonly expression: CompiledExpression;
}

/** A link's `where`: a filter over the linked documents that may also read the linking document as `doc`. */
export interface CompiledLinkFilter {
  readonly table: string | null;
  readonly field: string;
  readonly to: string;
  readonly expression: CompiledExpression;
}

export interface CompiledNumber {
  /** Renders everything but the counter's value. */
  readonly series: CompiledSeries;
  readonly on: "create" | "submit";
  readonly gapless: boolean;
}

/** Everything of a doctype that needs evaluating. Paths in row expressions are relative to the row; header fields are read through `doc`. */
export interface CompiledDoctype {
  readonly computations: readonly Computation[];
  readonly rules: readonly CompiledRule[];
  readonly conditions: readonly CompiledCondition[];
  readonly linkFilters: readonly CompiledLinkFilter[];
  /** Expressions of computed fields by field id (those that are a ledger balance are not here). */
  readonly computed: Readonly<Record<string, CompiledExpression>>;
  readonly title: CompiledExpression | null;
  readonly number: CompiledNumber | null;
  /** Paths from the document over at least one link that its computations, rules, conditions, title or number read, e.g. `["member","tariff","days"]`, `["lines","book","name"]`. */
  readonly linkPaths: readonly (readonly string[])[];
  /** Paths its expressions read from single doctypes, which come first: `["organization","currency"]`, `["sales_settings","discount_account","code"]`. */
  readonly settingPaths: readonly (readonly string[])[];
}
