import type { LinkPlan } from "../../../../engine/calculation/index.ts";
import type { ResolvedDoctype, VisibleDoctypes } from "../../../../engine/contract/index.ts";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";

/** Values while a form is open: the API's JSON, plus what the form itself must remember (keys beginning with `$`). */
export type FormValues = Readonly<Record<string, unknown>>;

export interface FormRow extends FormValues {
  /** Stays the same while the row is on screen; stored rows use their id. */
  readonly $key: string;
}

/** A doctype's form: what it computes, compiled once. */
export interface FormModel {
  readonly doctype: MetaDoctype;
  readonly tables: Readonly<Record<string, MetaDoctype>>;
  /** The same doctype as the calculation takes it, from what this person may see. */
  readonly resolved: ResolvedDoctype;
  readonly doctypes: VisibleDoctypes;
  /** What is read of linked documents and of settings. */
  readonly plan: LinkPlan;
  /** The same as the fields to ask for, by doctype. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** What any expression reads: header fields by name, columns of rows as `.name`. A change elsewhere computes nothing. */
  readonly reads: ReadonlySet<string>;
  /** Some values can only be computed by the server (they read what this person may not). */
  readonly needsServer: boolean;
  /** What the person reads in other documents and not in this one, as `field` or `table/column`: the form has none of it. */
  readonly hidden: ReadonlySet<string>;
}

/** Fields that are hidden, required or locked by a condition, as `field` or `table/key/field`. */
export interface FormConditions {
  readonly hidden: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
}
