import type { Scope } from "../../expression/index.ts";
import type { Doctype, Field, MoneyField, QuantityField, TableField } from "../../types/index.ts";
import type { CompiledDoctype } from "./compiled-doctype.ts";

/** `currencyPath`: path to the text that holds the currency code, from the row or, beginning with `doc`, from the header; null = the organization's currency. */
export type ResolvedMoneyField = MoneyField & { readonly id: string; readonly currencyPath: readonly string[] | null };
export type ResolvedQuantityField = QuantityField & {
  readonly id: string;
  readonly unitPath: readonly string[] | null;
};
/** `child` is the child doctype in this use: its `table` is `<doctype>__<field>`. */
export type ResolvedTableField = TableField & { readonly id: string; readonly child: ResolvedDoctype };

type PlainResolved<T> = T extends MoneyField | QuantityField | TableField ? never : T & { readonly id: string };
export type ResolvedField = PlainResolved<Field> | ResolvedMoneyField | ResolvedQuantityField | ResolvedTableField;

export interface ResolvedDoctype extends Doctype {
  readonly module: string;
  /** Database table. A child doctype by itself has none: only its uses (`ResolvedTableField.child`) do. */
  readonly table: string;
  /** For a child doctype in use: where it is used. */
  readonly usedBy: { readonly doctype: string; readonly field: string } | null;
  readonly fieldList: readonly ResolvedField[];
  readonly compiled: CompiledDoctype;
  /** JSON Schema 2020-12 of the values a person may send on create. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** Types expressions see: the document's fields, or, for a child in use, the row's fields over the header's. */
  readonly scope: Scope;
}
