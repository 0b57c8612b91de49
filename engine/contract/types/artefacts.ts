import type { LocalizedText } from "../../kernel/index.ts";
import type { Artefact, Expression, Named } from "./common.ts";
import type { Choice, Field } from "./field.ts";

/** Layout of one doctype's form: tabs → sections → fields. Fields not named are not shown. */
export interface Form extends Artefact {
  readonly doctype: string;
  readonly tabs: Named<{
    readonly label: LocalizedText;
    readonly order?: number;
    readonly sections: Named<{
      readonly label?: LocalizedText;
      readonly order?: number;
      /** 1 to 4, 2 unless told. */
      readonly columns?: number;
      readonly collapsed?: boolean;
      readonly fields: readonly string[];
    }>;
  }>;
  /** Columns of each table field's grid; all columns in order unless told. */
  readonly tables?: Named<{ readonly columns: readonly string[] }>;
}

/** How documents of a doctype are listed. */
export interface View extends Artefact {
  readonly doctype: string;
  readonly kind: "list" | "tree";
  readonly columns: readonly string[];
  /** `-issue_date` sorts descending. */
  readonly sort?: readonly string[];
  readonly filter?: Expression;
  /** Named filters offered as chips. */
  readonly filters?: Named<{ readonly label: LocalizedText; readonly filter: Expression }>;
  /** Numeric columns summed in the footer. */
  readonly totals?: readonly string[];
  readonly is_default?: boolean;
}

export type LedgerInvariant =
  /** Two measures have equal sums per posting. */
  | { readonly equal: readonly [string, string] }
  /** A measure's balance per key of dimensions never falls below the minimum; kept in a guarded balance row. */
  | { readonly measure: string; readonly min: string; readonly per: readonly string[] };

export interface Ledger extends Artefact {
  readonly dimensions: Named<Field>;
  readonly measures: Named<Field>;
  readonly invariants?: Named<LedgerInvariant>;
  /** A date inside a document of `doctype` (between `from` and `to`) that meets `closed` refuses postings. */
  readonly periods?: {
    readonly doctype: string;
    readonly from: string;
    readonly to: string;
    readonly closed: Expression;
  };
  /** Sums kept per month and these dimensions. */
  readonly rollup?: { readonly by: readonly string[] };
  /** Two opposite measures: a negative amount in one is entered as positive in the other. */
  readonly opposites?: readonly [string, string];
}

export interface PostingEntry {
  /** Table field: one entry per row, the row is `line`. */
  readonly each?: string;
  readonly when?: Expression;
  /**
   * Dimension or measure → expression over the document (and `line`); `doc` is the document itself, as a value for a
   * link or dynamic link. An entry whose measures all come out as 0 or null is left out.
   */
  readonly set: Named<Expression>;
}

/** What submitting a document enters into a ledger. */
export interface Posting extends Artefact {
  readonly document: string;
  readonly ledger: string;
  readonly date: Expression;
  readonly when?: Expression;
  readonly entries: Named<PostingEntry>;
}

/** Makes a new draft of one doctype from a document of another, with quantities tracked line by line. */
export interface Conversion extends Artefact {
  readonly from: string;
  readonly to: string;
  /** Condition over the source document. */
  readonly when?: Expression;
  /** Target field → expression over the source document; `doc` is the source document itself, as a value for a link. */
  readonly set: Named<Expression>;
  readonly lines?: {
    readonly from: string;
    readonly to: string;
    /** Target column → expression over the source row (`line`) and document. */
    readonly set: Named<Expression>;
    /** Column (same name on both sides) whose remaining part is proposed and never exceeded. */
    readonly quantity: string;
    readonly where?: Expression;
  };
}

export interface Workflow extends Artefact {
  readonly doctype: string;
  /** Choice field that holds the state. */
  readonly field: string;
  readonly initial: string;
  readonly states: Named<Choice & { readonly final?: boolean }>;
  readonly transitions: Named<{
    readonly label: LocalizedText;
    readonly from: readonly string[];
    readonly to: string;
    readonly roles?: readonly string[];
    readonly when?: Expression;
    /** Life-cycle verb carried out together with the transition. */
    readonly action?: "submit" | "cancel";
  }>;
}

export interface ReportParameter {
  readonly label: LocalizedText;
  readonly type: "date" | "text" | "integer" | "boolean" | "choice" | "link";
  readonly to?: string;
  readonly options?: Named<Choice>;
  readonly required?: boolean;
  readonly default?: Expression;
}

export interface ReportDimension {
  readonly label: LocalizedText;
  /** Path over links or expression of the source row. */
  readonly value: Expression;
  readonly bucket?: "day" | "month" | "quarter" | "year";
  /** Carried for order and drill-down but not shown. */
  readonly hidden?: boolean;
}

export interface ReportMeasure {
  readonly label: LocalizedText;
  readonly aggregate?: "sum" | "count" | "min" | "max" | "avg";
  /** Over one source row; with `aggregate`, summed up over the group. */
  readonly value?: Expression;
  /** Only rows that meet it count. */
  readonly where?: Expression;
  /** Instead of value: over the row's other measures, after aggregation. */
  readonly formula?: Expression;
  /** Running total over the rows in their order (detail reports). */
  readonly running?: boolean;
  /** Computed for other measures' formulas but not shown. */
  readonly hidden?: boolean;
  /** Heading shared by neighbouring columns. */
  readonly group?: LocalizedText;
  /** How the total row gets its figure: the sum of the rows (told by nothing, except for percentages) or the formula over the totals. */
  readonly total?: "sum" | "formula" | "none";
  readonly type: "money" | "quantity" | "decimal" | "integer" | "percent";
}

export interface Report extends Artefact {
  /** `summary` groups by the dimensions; `detail` lists source rows. */
  readonly kind: "summary" | "detail";
  readonly source: { readonly doctype: string; readonly table?: string } | { readonly ledger: string };
  readonly params?: Named<ReportParameter>;
  /** Over the source row; parameters are read as `params.name`. */
  readonly where?: Expression;
  /** Detail reports: source rows that meet it come first as one row of sums, where running totals start. */
  readonly opening?: Expression;
  /** Over measures, after aggregation. */
  readonly having?: Expression;
  readonly dimensions: Named<ReportDimension>;
  readonly measures: Named<ReportMeasure>;
  /** Dimension or measure names, `-` for descending. */
  readonly order?: readonly string[];
  readonly limit?: number;
  readonly totals?: boolean;
  readonly chart?: {
    readonly type: "bar" | "line" | "pie";
    readonly x: string;
    readonly y: readonly string[];
    readonly series?: string;
  };
  /** Report a click on a row opens, with its parameters as expressions over the row and `params`; else the documents behind. */
  readonly drill?: { readonly report: string; readonly params: Named<Expression> };
}

export interface Print extends Artefact {
  readonly doctype: string;
  /** Handlebars file below `templates/prints/`. */
  readonly template: string;
  readonly paper?: "A4" | "A5" | "Letter";
  /** Link paths whose documents the template reads. */
  readonly expand?: readonly string[];
  /** File name without extension. */
  readonly file_name?: Expression;
}

export const ACTIONS = [
  "read",
  "create",
  "update",
  "delete",
  "submit",
  "cancel",
  "amend",
  "print",
  "import",
  "export",
  "comment",
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Permission {
  readonly actions: readonly Action[] | "all";
  /** Row rule: only documents that meet it exist for the role. Reads `user`. */
  readonly where?: Expression;
  /** Highest field level read and written, 0 unless told. */
  readonly read_level?: number;
  readonly write_level?: number;
}

export interface Role extends Artefact {
  /** Doctype id, or `module:<id>` for all doctypes of a module, or `*`. */
  readonly permissions: Named<Permission>;
  /** Report ids, or `*`. */
  readonly reports?: readonly string[];
}

/** An algorithm beside the metadata: pure, called through declared schemas. */
export interface FunctionDeclaration extends Artefact {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
  readonly time_limit_ms?: number;
  /** Documents handed over as `input.known.<name>`: arrays of objects with `id` and the fields named, links as ids. */
  readonly reads?: Named<FunctionRead>;
  /**
   * Turns an uploaded file into documents: the input has `file_name`, `bytes` (base64), `options` and `known`; the output has
   * `summary`, `findings` and `documents`: groups `{ doctype, key, rows, submit }` to create in order, whose links are
   * given as the key of the document they lead to.
   */
  readonly importer?: {
    /** File name endings, e.g. `.txt`. */
    readonly accept: readonly string[];
    readonly options?: Named<ReportParameter>;
  };
}

export interface FunctionRead {
  readonly doctype: string;
  readonly fields: readonly string[];
  readonly where?: Expression;
  readonly sort?: readonly string[];
  readonly limit?: number;
}

export interface Module extends Artefact {
  readonly icon?: string;
  readonly order?: number;
  readonly depends_on?: readonly string[];
  readonly menu: Named<{
    readonly label: LocalizedText;
    readonly order?: number;
    readonly items: readonly (
      | { readonly doctype: string; readonly view?: string }
      | { readonly report: string }
      | { readonly page: string; readonly label: LocalizedText; readonly icon?: string }
    )[];
  }>;
}

/** Texts of the screens and prints, by key. */
export interface Translations {
  readonly language: "fr" | "en";
  readonly texts: Named<string>;
}
