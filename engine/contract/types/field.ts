import type { LocalizedText } from "../../kernel/index.ts";
import type { Expression, Named } from "./common.ts";

/** Properties every field type accepts. */
export interface FieldCommon {
  readonly label: LocalizedText;
  readonly help?: LocalizedText;
  /** Must have a value on every save (NOT NULL in the table). */
  readonly required?: boolean;
  /** Must have a value when the condition holds. */
  readonly required_when?: Expression;
  /** Computed when the value is absent on create. */
  readonly default?: Expression;
  /** Always computed, never typed; stored. */
  readonly formula?: Expression;
  readonly shown_when?: Expression;
  readonly read_only?: boolean;
  readonly read_only_when?: Expression;
  /** Field level 0–9; a role states the highest level it reads and writes. */
  readonly level?: number;
  readonly index?: boolean;
  readonly unique?: boolean;
  /** May still be changed after submit. */
  readonly after_submit?: boolean;
  /** Not carried over by duplicate and amend. */
  readonly not_copied?: boolean;
  /** Former id: the column is renamed, its data kept. */
  readonly renamed_from?: string;
}

export interface TextField extends FieldCommon {
  readonly type: "text";
  /** Longest value in characters; 140 unless told. */
  readonly max?: number;
  readonly min?: number;
  /** ECMAScript pattern the whole value must match; patterns that can backtrack catastrophically are refused. */
  readonly pattern?: string;
  readonly translatable?: boolean;
}
export interface LongTextField extends FieldCommon {
  readonly type: "long_text" | "rich_text" | "markdown";
  readonly max?: number;
  readonly translatable?: boolean;
}
export interface ContactField extends FieldCommon {
  readonly type: "email" | "phone" | "url";
}
export interface IntegerField extends FieldCommon {
  readonly type: "integer";
  readonly min?: number;
  readonly max?: number;
}
export interface DecimalField extends FieldCommon {
  readonly type: "decimal";
  /** All digits, 38 unless told. */
  readonly precision?: number;
  /** Digits after the point, 6 unless told. */
  readonly scale?: number;
  readonly min?: string;
  readonly max?: string;
}
export interface MoneyField extends FieldCommon {
  readonly type: "money";
  /** Path to the text or link field that names the currency; absent = the organization's currency. */
  readonly currency?: string;
  readonly min?: string;
  readonly max?: string;
}
export interface QuantityField extends FieldCommon {
  readonly type: "quantity";
  /** Path to the field that names the unit. */
  readonly unit?: string;
  /** Digits after the point, 3 unless told. */
  readonly scale?: number;
  readonly min?: string;
  readonly max?: string;
}
export interface PercentField extends FieldCommon {
  readonly type: "percent";
  /** Digits after the point, 2 unless told. 20 % is stored as 20. */
  readonly scale?: number;
  readonly min?: string;
  readonly max?: string;
}
export interface PlainField extends FieldCommon {
  readonly type:
    | "boolean"
    | "date"
    | "datetime"
    | "time"
    | "duration"
    | "json"
    | "color"
    | "geolocation"
    | "secret"
    | "tags";
}
export interface Choice {
  readonly label: LocalizedText;
  /** Name of a palette colour: gray, blue, green, yellow, orange, red, violet, teal. */
  readonly color?: string;
}
export interface ChoiceField extends FieldCommon {
  readonly type: "choice" | "multi_choice";
  readonly options: Named<Choice>;
}
export interface LinkField extends FieldCommon {
  readonly type: "link";
  readonly to: string;
  /** Condition over the linked document: only those that meet it may be chosen. May also read the linking document as `doc`. */
  readonly where?: Expression;
}
export interface DynamicLinkField extends FieldCommon {
  readonly type: "dynamic_link";
  /** Doctypes it may point to. Stored as two columns: `<id>` (uuid) and `<id>_type` (doctype id). */
  readonly to: readonly string[];
}
/** A table whose rows are computed by grouping another table's rows. */
export interface Derivation {
  /** Table field of the same document whose rows are grouped. */
  readonly each: string;
  /** Columns that identify a group; expressions over one source row. */
  readonly by: Named<Expression>;
  /** Other columns; expressions over `group` (the list of source rows), the `by` columns and columns set before. */
  readonly set: Named<Expression>;
  /** Source rows to leave out. */
  readonly where?: Expression;
}
export interface TableField extends FieldCommon {
  readonly type: "table";
  /** Child doctype (kind `child`) that gives the rows their shape. */
  readonly of: string;
  readonly min?: number;
  readonly max?: number;
  readonly derive?: Derivation;
}
export interface FileField extends FieldCommon {
  readonly type: "file" | "image";
  /** MIME types accepted. */
  readonly accept?: readonly string[];
  readonly max_bytes?: number;
}
export interface RatingField extends FieldCommon {
  readonly type: "rating";
  /** Number of stars, 5 unless told. */
  readonly max?: number;
}
export interface BarcodeField extends FieldCommon {
  readonly type: "barcode";
  readonly symbology?: "ean13" | "ean8" | "code128" | "qr";
}
/** Never stored: computed in SQL whenever it is read, so it can be listed, sorted and filtered. */
export interface ComputedField extends FieldCommon {
  readonly type: "computed";
  readonly result: "text" | "integer" | "decimal" | "money" | "boolean" | "date" | "choice";
  /** Either an expression over the document's own fields … */
  readonly expression?: Expression;
  /** … or the balance of a ledger whose dimension `of` is this document. */
  readonly balance?: { readonly ledger: string; readonly measure: string; readonly of: string };
  /** For result `choice`. */
  readonly options?: Named<Choice>;
  /** For result `money`. */
  readonly currency?: string;
}

/** A field, discriminated by `type`. */
export type Field =
  | TextField
  | LongTextField
  | ContactField
  | IntegerField
  | DecimalField
  | MoneyField
  | QuantityField
  | PercentField
  | PlainField
  | ChoiceField
  | LinkField
  | DynamicLinkField
  | TableField
  | FileField
  | RatingField
  | BarcodeField
  | ComputedField;

export type FieldType = Field["type"];
