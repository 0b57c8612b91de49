import type { Derivation, ExpressionFunction, Field } from "../../../../engine/contract/index.ts";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";

/** Values while a form is open: the API's JSON, plus what the form itself must remember (keys beginning with `$`). */
export type FormValues = Readonly<Record<string, unknown>>;

export interface FormRow extends FormValues {
  /** Stays the same while the row is on screen; stored rows use their id. */
  readonly $key: string;
}

/** A condition on one field. */
export interface FormCondition {
  readonly kind: "shown" | "required" | "read_only";
  /** Table the field stands in; null for the header. */
  readonly table: string | null;
  readonly field: string;
  readonly evaluate: ExpressionFunction;
}

/** One value to compute, in the order of the engine. */
export type FormStep =
  | {
      readonly kind: "value";
      readonly mode: "default" | "formula";
      readonly table: string | null;
      readonly id: string;
      readonly field: Field;
      readonly evaluate: ExpressionFunction;
      /** Links of its own record the expression reads through: a new choice there brings a new default. */
      readonly through: readonly string[];
      readonly currency: readonly string[] | null;
    }
  | {
      readonly kind: "derive";
      readonly table: string;
      readonly derivation: Derivation;
      readonly where: ExpressionFunction | null;
      readonly by: Readonly<Record<string, ExpressionFunction>>;
      readonly set: Readonly<Record<string, ExpressionFunction>>;
      readonly currencies: Readonly<Record<string, readonly string[] | null>>;
    };

/** Everything a form of one doctype computes, compiled once. */
export interface FormModel {
  readonly doctype: MetaDoctype;
  readonly tables: Readonly<Record<string, MetaDoctype>>;
  readonly steps: readonly FormStep[];
  readonly conditions: readonly FormCondition[];
  /** Fields expressions read from linked documents, by doctype. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Single doctypes expressions read. */
  readonly singles: ReadonlySet<string>;
  /** What any expression reads: header fields by name, columns of rows as `.name`. A change elsewhere computes nothing. */
  readonly reads: ReadonlySet<string>;
  /** Some values can only be computed by the server (they read what this person may not). */
  readonly needsServer: boolean;
}
