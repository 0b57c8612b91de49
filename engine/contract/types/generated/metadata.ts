// Written by `node --import tsx scripts/generate-metadata.ts` from the schemas in engine/contract; change the schemas instead.
import type { LocalizedText } from "../../../kernel/index.ts";
import type { Action } from "../action.ts";
import type { Expression, Named, Values } from "../common.ts";
import type { MenuItem } from "../../kinds/module/unions.ts";
export type { MenuItem } from "../../kinds/module/unions.ts";
import type { LedgerInvariant } from "../../kinds/ledger/unions.ts";
export type { LedgerInvariant } from "../../kinds/ledger/unions.ts";
import type { ReportSource } from "../../kinds/report/unions.ts";
export type { ReportSource } from "../../kinds/report/unions.ts";
import type { FunctionRead } from "../../kinds/function/unions.ts";
export type { FunctionRead } from "../../kinds/function/unions.ts";
import type { ScenarioStep } from "../../kinds/scenario/unions.ts";
export type { ScenarioStep } from "../../kinds/scenario/unions.ts";

/** One object per row of a table. */
export interface FunctionList {
  /** Table field of the document. */
  readonly each: string;
  /** Members of each object; expressions over the document, with the row as `line`. */
  readonly set: Named<Expression>;
}

/** Values computed by a function: called in the process, with a limit of steps. */
export interface FunctionCall {
  /** Function called; it reads nothing and does nothing. */
  readonly function: string;
  /** What it is given; expressions over the document. Numbers, dates and links go in as text. */
  readonly input?: Named<Expression>;
  /** Lists it is given, by name: one object per row of a table. */
  readonly lists?: Named<FunctionList>;
  /** Columns taken from the list `rows` it answers: column → member of its objects. */
  readonly columns: Named<string>;
}

/** One value of a choice; its key is what is stored. */
export interface Choice {
  /** What a person reads. */
  readonly label: LocalizedText;
  /** Colour of the badge. */
  readonly color?: "gray" | "blue" | "green" | "yellow" | "orange" | "red" | "violet" | "teal";
}

/** One value of a choice that documents hold; its key is what is stored. */
export interface StoredChoice {
  /** What a person reads. */
  readonly label: LocalizedText;
  /** Colour of the badge. */
  readonly color?: "gray" | "blue" | "green" | "yellow" | "orange" | "red" | "violet" | "teal";
  /** Former keys: the rows that hold one of them are converted to this option. */
  readonly renamed_from?: readonly string[];
}

/** Properties every field type accepts. */
export interface FieldCommon {
  /** What a person reads beside the value. */
  readonly label: LocalizedText;
  /** A sentence shown below the field. */
  readonly help?: LocalizedText;
  /** Must have a value on every save (NOT NULL in the table). */
  readonly required?: boolean;
  /** Must have a value when this condition holds. */
  readonly required_when?: Expression;
  /** Proposed where no value is given on create. In a saved draft it is proposed anew when a link changes through which it reads, of the same record or, in a row, of the document, and something else is proposed for it than for the former one; and, as long as the value is what would be proposed for what was there, when anything else changes that it reads. A value sent with the change stays. */
  readonly default?: Expression;
  /** Of a field of the document itself: as long as nobody has given a value, the default is proposed again whenever a draft is opened or saved, until it has something to propose. */
  readonly refill?: boolean;
  /** Always computed, never typed; stored. */
  readonly formula?: Expression;
  /** Shown only when this condition holds. */
  readonly shown_when?: Expression;
  /** Never typed by a person. */
  readonly read_only?: boolean;
  /** Not typed when this condition holds. */
  readonly read_only_when?: Expression;
  /** Field level 0–9; a role states the highest level it reads and writes. */
  readonly level?: number;
  /** Lists are often filtered or sorted by it: the table gets an index. */
  readonly index?: boolean;
  /** No two documents have the same value. */
  readonly unique?: boolean;
  /** May still be changed after submit. */
  readonly after_submit?: boolean;
  /** Not carried over by duplicate and amend. A duplicate never carries over what a default proposes of the day. */
  readonly not_copied?: boolean;
  /** Former id: the column is renamed, its data kept. */
  readonly renamed_from?: string;
}

/** A short text on one line. */
export interface TextField extends FieldCommon {
  /** The field's type. */
  readonly type: "text";
  /** Longest value in characters; 140 unless told. */
  readonly max?: number;
  /** Shortest value in characters. */
  readonly min?: number;
  /** ECMAScript pattern the whole value must match; patterns that can backtrack catastrophically are refused. */
  readonly pattern?: string;
  /** The value can be given in each language. */
  readonly translatable?: boolean;
}

/** A text of several lines: plain, rich (safe HTML) or Markdown. */
export interface LongTextField extends FieldCommon {
  /** The field's type. */
  readonly type: "long_text" | "rich_text" | "markdown";
  /** Longest value in characters; 100,000 unless told. */
  readonly max?: number;
  /** The value can be given in each language. */
  readonly translatable?: boolean;
}

/** An e-mail address, a telephone number or a web address. */
export interface ContactField extends FieldCommon {
  /** The field's type. */
  readonly type: "email" | "phone" | "url";
}

/** A whole number. */
export interface IntegerField extends FieldCommon {
  /** The field's type. */
  readonly type: "integer";
  /** Least value. */
  readonly min?: number;
  /** Greatest value. */
  readonly max?: number;
}

/** An exact decimal number. */
export interface DecimalField extends FieldCommon {
  /** The field's type. */
  readonly type: "decimal";
  /** All digits, 38 unless told. */
  readonly precision?: number;
  /** Digits after the point, 6 unless told. */
  readonly scale?: number;
  /** Least value, as text. */
  readonly min?: string;
  /** Greatest value, as text. */
  readonly max?: string;
}

/** An amount; it is kept with the decimals of its currency. */
export interface MoneyField extends FieldCommon {
  /** The field's type. */
  readonly type: "money";
  /** Path to the text, choice or link that names the currency (a link: its `code`); absent = the organization's currency. */
  readonly currency?: string;
  /** Least value, as text. */
  readonly min?: string;
  /** Greatest value, as text. */
  readonly max?: string;
}

/** A quantity with its unit. */
export interface QuantityField extends FieldCommon {
  /** The field's type. */
  readonly type: "quantity";
  /** Path to the text, choice or link that names the unit (a link: its `code`). */
  readonly unit?: string;
  /** Digits after the point, 3 unless told. */
  readonly scale?: number;
  /** Least value, as text. */
  readonly min?: string;
  /** Greatest value, as text. */
  readonly max?: string;
}

/** A percentage: 20 % is stored as 20. */
export interface PercentField extends FieldCommon {
  /** The field's type. */
  readonly type: "percent";
  /** Digits after the point, 2 unless told. */
  readonly scale?: number;
  /** Least value, as text. */
  readonly min?: string;
  /** Greatest value, as text. */
  readonly max?: string;
}

/** Types without properties of their own: yes/no, date, instant, time of day, duration in seconds, free JSON, colour, place on earth, encrypted text, free tags. */
export interface PlainField extends FieldCommon {
  /** The field's type. */
  readonly type: "boolean" | "date" | "datetime" | "time" | "duration" | "json" | "color" | "geolocation" | "secret" | "tags";
}

/** One value, or several, out of a fixed list. */
export interface ChoiceField extends FieldCommon {
  /** The field's type. */
  readonly type: "choice" | "multi_choice";
  /** The values by their stored key, in the order shown. */
  readonly options: Named<StoredChoice>;
}

/** A link to one document of another doctype (a foreign key). */
export interface LinkField extends FieldCommon {
  /** The field's type. */
  readonly type: "link";
  /** Doctype linked to. */
  readonly to: string;
  /** Condition over the linked document: only those that meet it may be chosen. May also read the linking document as `doc`. */
  readonly where?: Expression;
  /** Narrower than `where`: only linked documents that meet it are offered on a screen; others may still be entered, such as a closed one. */
  readonly offered?: Expression;
  /** Fields of the linked document by which a screen offers them; `-` for descending. */
  readonly order?: readonly string[];
}

/** A link to a document of one of several doctypes. Stored as two columns: `<id>` (uuid) and `<id>_type` (doctype id). */
export interface DynamicLinkField extends FieldCommon {
  /** The field's type. */
  readonly type: "dynamic_link";
  /** Doctypes it may point to. */
  readonly to: readonly string[];
}

/** Lines: rows shaped by a child doctype, kept in a table of their own. */
export interface TableField extends FieldCommon {
  /** The field's type. */
  readonly type: "table";
  /** Child doctype (kind `child`) that gives the rows their shape. */
  readonly of: string;
  /** Fewest rows. */
  readonly min?: number;
  /** Most rows; 5,000 unless told. */
  readonly max?: number;
  /** Rows are computed by grouping another table's rows. */
  readonly derive?: Derivation;
  /** A function computes columns of all rows together. */
  readonly fill?: TableFill;
}

/** Columns of a table that a function computes for all rows together, such as parts that make a whole. The function answers `rows`, one object per row in the order of the rows. Each column has a `formula` in the child doctype: it holds where the fill does not. */
export interface TableFill {
  /** Function called; it reads nothing and does nothing. */
  readonly function: string;
  /** Only called when this condition holds. */
  readonly when?: Expression;
  /** What it is given; expressions over the document. Numbers, dates and links go in as text. */
  readonly input?: Named<Expression>;
  /** Lists it is given, by name: one object per row of a table. */
  readonly lists?: Named<FunctionList>;
  /** Columns taken from the list `rows` it answers: column → member of its objects. */
  readonly columns: Named<string>;
}

/** A table whose rows are computed by grouping another table's rows. */
export interface Derivation {
  /** Table field of the same document whose rows are grouped. */
  readonly each: string;
  /** Columns that identify a group; expressions over one source row. */
  readonly by: Named<Expression>;
  /** Other columns; expressions over `group` (the list of source rows), the `by` columns and columns set before. */
  readonly set: Named<Expression>;
  /** Only source rows that meet it are grouped. */
  readonly where?: Expression;
}

/** A file, or a picture shown as such. */
export interface FileField extends FieldCommon {
  /** The field's type. */
  readonly type: "file" | "image";
  /** MIME types accepted. */
  readonly accept?: readonly string[];
  /** Largest size in bytes. */
  readonly max_bytes?: number;
}

/** A number of stars. */
export interface RatingField extends FieldCommon {
  /** The field's type. */
  readonly type: "rating";
  /** Number of stars, 5 unless told. */
  readonly max?: number;
}

/** A bar code or QR code, kept as text. */
export interface BarcodeField extends FieldCommon {
  /** The field's type. */
  readonly type: "barcode";
  /** How it is drawn; code128 unless told. */
  readonly symbology?: "ean13" | "ean8" | "code128" | "qr";
}

/** Never stored: computed in SQL whenever it is read, so it can be listed, sorted and filtered. */
export interface ComputedField extends FieldCommon {
  /** The field's type. */
  readonly type: "computed";
  /** Type of the value. */
  readonly result: "text" | "integer" | "decimal" | "money" | "boolean" | "date" | "choice";
  /** Either an expression over the document's own fields … */
  readonly expression?: Expression;
  /** … or the balance of a ledger whose dimension `of` is this document. */
  readonly balance?: {
    /** Ledger whose entries are summed. */
    readonly ledger: string;
    /** Measure summed; where the ledger has `opposites`, the opposite one is subtracted. */
    readonly measure: string;
    /** Dimension that links to this document. */
    readonly of: string;
  };
  /** For result `choice`. */
  readonly options?: Named<Choice>;
  /** For result `money`: as in a money field. */
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

/** A group of the menu. */
export interface MenuGroup {
  /** Heading. */
  readonly label: LocalizedText;
  /** Groups are shown by rising order. */
  readonly order?: number;
  /** Places it leads to, in order. */
  readonly items: readonly MenuItem[];
}

/** A folder of metadata that belongs together, with its menu. Its file is `module.json`. */
export interface Module {
  /** Stable id, equal to the folder's name. */
  readonly id: string;
  /** Name of the module. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** Icon in the shell. */
  readonly icon?: string;
  /** Modules are shown by rising order. */
  readonly order?: number;
  /** Modules whose metadata it mentions. */
  readonly depends_on?: readonly string[];
  /** Groups of the menu by id. */
  readonly menu: Named<MenuGroup>;
}

/** How documents are numbered. */
export interface NumberSeries {
  /** Text with `{expression}` parts and exactly one run of zeros in braces: `FA-{year(issue_date)}-{00000}`. Each distinct prefix counts on its own. */
  readonly series: string;
  /** When the number is given. */
  readonly on: "create" | "submit";
  /** No number is ever missing: it is drawn as the last step of the transaction. */
  readonly gapless?: boolean;
}

/** A condition that must hold whenever a document is saved (null counts as holding). */
export interface Rule {
  /** Condition that must not be false. */
  readonly check: Expression;
  /** What the person reads when it does not hold. */
  readonly message: LocalizedText;
  /** Field the message is shown at; with a column of a table (`lines.quantity`) the check runs for each row. */
  readonly at?: string;
  /** `save` unless told. */
  readonly on?: "save" | "submit";
}

/** A kind of document: its fields, life cycle, number and rules. Its table, list, form, API and permissions come from it. */
export interface Doctype {
  /** Stable id, equal to the file's name; also the name of the table and the path of the API. */
  readonly id: string;
  /** Name of one document. */
  readonly label: LocalizedText;
  /** Name of several documents, shown above lists. */
  readonly plural?: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** `document`: a table of its own · `child`: the shape of lines, a table per use · `single`: exactly one record (settings). */
  readonly kind: "document" | "child" | "single";
  /** `simple` documents are always editable (unless told); `submittable` ones go draft → submitted → cancelled. */
  readonly lifecycle?: "simple" | "submittable";
  /** How documents are numbered. */
  readonly number?: NumberSeries;
  /** Expression (text) over the document's own fields and link paths: what links and lists show. */
  readonly title?: Expression;
  /** Icon shown beside the name. */
  readonly icon?: string;
  /** Fields by id, in order. */
  readonly fields: Named<Field>;
  /** Conditions that must hold, by name. */
  readonly rules?: Named<Rule>;
  /** Own fields the search looks into. */
  readonly search?: readonly string[];
  /** Indexes over several fields, by name. */
  readonly indexes?: Named<readonly string[]>;
  /** Combinations of fields no two documents share, by name. */
  readonly unique?: Named<readonly string[]>;
  /** Field (link to itself) that makes this doctype a tree. */
  readonly tree?: string;
  /** Former id: the table is renamed, its data kept. */
  readonly renamed_from?: string;
}

/** One tab of a form. */
export interface FormTab {
  /** Name of the tab. */
  readonly label: LocalizedText;
  /** Tabs are shown by rising order, then as written. */
  readonly order?: number;
  /** Sections by id. */
  readonly sections: Named<FormSection>;
}

/** A group of fields. */
export interface FormSection {
  /** Heading; none unless told. */
  readonly label?: LocalizedText;
  /** Sections are shown by rising order, then as written. */
  readonly order?: number;
  /** 1 to 4, 2 unless told. */
  readonly columns?: number;
  /** Closed when the form opens. */
  readonly collapsed?: boolean;
  /** Fields in the order shown. */
  readonly fields: readonly string[];
}

/** Grid of a table field. */
export interface FormTable {
  /** Columns of the child doctype in the order shown. */
  readonly columns: readonly string[];
}

/** Layout of one doctype's form: tabs → sections → fields. Fields not named are not shown. Without a form, one is generated. */
export interface Form {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the form. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** Doctype shown. */
  readonly doctype: string;
  /** Tabs by id. */
  readonly tabs: Named<FormTab>;
  /** Columns of each table field's grid; all columns in order unless told. */
  readonly tables?: Named<FormTable>;
}

/** A named filter. */
export interface ViewFilter {
  /** What the chip says. */
  readonly label: LocalizedText;
  /** Condition over the document. */
  readonly filter: Expression;
}

/** How documents of a doctype are listed. Without a view, a list is generated. */
export interface View {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the view. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** Doctype listed. */
  readonly doctype: string;
  /** A flat list, or a tree where the doctype is one. */
  readonly kind: "list" | "tree";
  /** Fields, or paths over links, in the order shown. */
  readonly columns: readonly string[];
  /** Headings of columns by path, in the list and its export. Without one, a column is headed by the label of its last field, with its owner in front where another reads the same. */
  readonly labels?: Named<LocalizedText>;
  /** Order at first; `-issue_date` sorts descending. */
  readonly sort?: readonly string[];
  /** Only documents that meet it are listed. */
  readonly filter?: Expression;
  /** Named filters offered as chips. */
  readonly filters?: Named<ViewFilter>;
  /** Numeric columns summed in the footer. */
  readonly totals?: readonly string[];
  /** Opened first. */
  readonly is_default?: boolean;
}

/** A date inside a document of `doctype` (between `from` and `to`) that meets `closed` refuses postings. */
export interface LedgerPeriods {
  /** Doctype of the periods. */
  readonly doctype: string;
  /** Its first date. */
  readonly from: string;
  /** Its last date. */
  readonly to: string;
  /** Condition over the period. */
  readonly closed: Expression;
}

/** An append-only record of entries: dimensions say what an entry is about, measures how much. Balances, period locks and reversal come with it. */
export interface Ledger {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the ledger. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** What an entry is about: fields by id. */
  readonly dimensions: Named<Field>;
  /** How much: numeric fields by id. */
  readonly measures: Named<Field>;
  /** What must always hold, also in the database. */
  readonly invariants?: Named<LedgerInvariant>;
  /** Which dates refuse postings. */
  readonly periods?: LedgerPeriods;
  /** Sums kept per month and these dimensions. */
  readonly rollup?: {
    /** Dimensions kept. */
    readonly by: readonly string[];
  };
  /** Two opposite measures: a negative amount in one is entered as positive in the other. */
  readonly opposites?: readonly [string, string];
}

/** One entry, or one per row of a table, or of what a function answers. */
export interface PostingEntry {
  /** Table field: one entry per row, the row is `line`. */
  readonly each?: string;
  /** Only when this condition holds. */
  readonly when?: Expression;
  /** Dimension or measure → expression over the document (and `line`); `doc` is the document itself, as a value for a link or dynamic link. An entry whose measures all come out as 0 or null is left out. */
  readonly set: Named<Expression>;
  /** Dimensions and measures a function computes. With `each`, its `rows` are one per row of the table, in their order; without, there is one entry per object in `rows`. */
  readonly fill?: FunctionCall;
}

/** What submitting a document enters into a ledger. Cancelling enters the exact reversal. */
export interface Posting {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the posting. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** Submittable doctype that posts. */
  readonly document: string;
  /** Ledger posted to. */
  readonly ledger: string;
  /** Date of the entries, over the document. */
  readonly date: Expression;
  /** Posts only when this condition holds. */
  readonly when?: Expression;
  /** Entries by name, in order. */
  readonly entries: Named<PostingEntry>;
}

/** How rows are carried over and what remains of them. */
export interface ConversionLines {
  /** Table field of the source. */
  readonly from: string;
  /** Table field of the target. */
  readonly to: string;
  /** Target column → expression over the source row (`line`) and document. */
  readonly set: Named<Expression>;
  /** Column (same name on both sides) whose remaining part is proposed and never exceeded. */
  readonly quantity: string;
  /** Only source rows that meet it. */
  readonly where?: Expression;
}

/** Makes a new draft of one doctype from a document of another, with quantities tracked line by line. */
export interface Conversion {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** What the button says. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** Source doctype. */
  readonly from: string;
  /** Target doctype. */
  readonly to: string;
  /** Offered only when this condition over the source document holds. */
  readonly when?: Expression;
  /** Target field → expression over the source document; `doc` is the source document itself, as a value for a link. */
  readonly set: Named<Expression>;
  /** How rows are carried over. */
  readonly lines?: ConversionLines;
}

/** A state. */
export interface WorkflowState {
  /** What a person reads. */
  readonly label: LocalizedText;
  /** Colour of the badge. */
  readonly color?: "gray" | "blue" | "green" | "yellow" | "orange" | "red" | "violet" | "teal";
  /** Nothing need come after it. */
  readonly final?: boolean;
}

/** A move from one state to another. */
export interface WorkflowTransition {
  /** What the button says. */
  readonly label: LocalizedText;
  /** States it starts from. */
  readonly from: readonly string[];
  /** State it leads to. */
  readonly to: string;
  /** Roles that may do it; anyone who may update unless told. */
  readonly roles?: readonly string[];
  /** Only when this condition holds. */
  readonly when?: Expression;
  /** Life-cycle verb carried out together with the transition. */
  readonly action?: "submit" | "cancel";
}

/** States a document goes through and who may move it on. */
export interface Workflow {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the workflow. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** Doctype whose documents move. */
  readonly doctype: string;
  /** Choice field that holds the state. */
  readonly field: string;
  /** State of a new document. */
  readonly initial: string;
  /** States by id; each is an option of the field. */
  readonly states: Named<WorkflowState>;
  /** State → condition over their own fields, for documents that were there before the workflow: the first condition met counts. Unless told, drafts get the initial state, the others that which submitting or cancelling leads to. */
  readonly existing?: Named<Expression>;
  /** Moves between states by id. */
  readonly transitions: Named<WorkflowTransition>;
}

/** Something asked before the report runs. */
export interface ReportParameter {
  /** What a person reads. */
  readonly label: LocalizedText;
  /** Type of the value. */
  readonly type: "date" | "text" | "integer" | "boolean" | "choice" | "link";
  /** For a link: doctype. */
  readonly to?: string;
  /** For a choice: its values. */
  readonly options?: Named<Choice>;
  /** Must be given. */
  readonly required?: boolean;
  /** Value at first. */
  readonly default?: Expression;
}

/** Something rows are grouped by. */
export interface ReportDimension {
  /** Column heading. */
  readonly label: LocalizedText;
  /** Path over links or expression of the source row. */
  readonly value: Expression;
  /** For a date: what it is cut to. */
  readonly bucket?: "day" | "month" | "quarter" | "year";
  /** Carried for order and drill-down but not shown. */
  readonly hidden?: boolean;
}

/** A figure. */
export interface ReportMeasure {
  /** Column heading. */
  readonly label: LocalizedText;
  /** How values of a group become one. */
  readonly aggregate?: "sum" | "count" | "min" | "max" | "avg";
  /** Over one source row; with `aggregate`, summed up over the group. */
  readonly value?: Expression;
  /** Only rows that meet it count. */
  readonly where?: Expression;
  /** Instead of value: over the row's other measures, after aggregation. */
  readonly formula?: Expression;
  /** For money: code of the currency of its amounts, over the row's dimensions and `params`; the organization's unless told. Each amount has that currency's decimals, and amounts of several currencies have no total. */
  readonly currency?: Expression;
  /** For quantities: what they are counted in, over the row's dimensions and `params`. Quantities in several units have no total. */
  readonly unit?: Expression;
  /** Running total over the rows in their order (detail reports). */
  readonly running?: boolean;
  /** For a running total: dimension at each value of which it starts anew, from that value's own opening. The report's order begins with it. */
  readonly restarts?: string;
  /** Computed for other measures' formulas but not shown. */
  readonly hidden?: boolean;
  /** Heading shared by neighbouring columns. */
  readonly group?: LocalizedText;
  /** How the total row gets its figure: the sum of the rows (told by nothing, except for percentages and running totals; for these `sum` adds the opening, which is where they end) or the formula over the totals. */
  readonly total?: "sum" | "formula" | "none";
  /** Parameters of the report a click on this figure opens, in place of or besides those of `drill` of the report. */
  readonly drill?: Named<Expression>;
  /** How it is shown. */
  readonly type: "money" | "quantity" | "decimal" | "integer" | "percent";
}

/** What stands together in a report, each with a heading and a total. */
export interface ReportGroup {
  /** Dimension at each value of which a group begins. The report's order begins with it. */
  readonly by: string;
  /** Dimensions told in the heading too, such as a name beside its code; one value for a whole group. */
  readonly with?: readonly string[];
}

/** How a report is drawn. */
export interface ReportChart {
  /** Kind of chart. */
  readonly type: "bar" | "line" | "pie";
  /** Dimension along the axis. */
  readonly x: string;
  /** Measures drawn. */
  readonly y: readonly string[];
  /** Dimension that makes one line or bar each. */
  readonly series?: string;
}

/** Report a click on a row opens, with its parameters as expressions over the row and `params`. */
export interface ReportDrill {
  /** Report opened. */
  readonly report: string;
  /** Its parameters, as expressions over the row's dimensions and measures and `params`. */
  readonly params: Named<Expression>;
}

/** A question over a doctype or a ledger: dimensions, measures, filters, order and chart. Every figure drills down to the documents behind it. */
export interface Report {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the report. */
  readonly label: LocalizedText;
  /** What it answers. */
  readonly description?: LocalizedText;
  /** `summary` groups by the dimensions; `detail` lists source rows. */
  readonly kind: "summary" | "detail";
  /** A doctype, one of its tables, or a ledger. */
  readonly source: ReportSource;
  /** What is asked before the report runs, by name. */
  readonly params?: Named<ReportParameter>;
  /** Over the source row; parameters are read as `params.name`. */
  readonly where?: Expression;
  /** Detail reports: source rows that meet it come first as one row of sums, where running totals start. */
  readonly opening?: Expression;
  /** Over measures, after aggregation. */
  readonly having?: Expression;
  /** What rows are grouped by (summary) or show (detail), by name. */
  readonly dimensions: Named<ReportDimension>;
  /** Figures by name. */
  readonly measures: Named<ReportMeasure>;
  /** Dimension or measure names, `-` for descending. */
  readonly order?: readonly string[];
  /** Rows that stand together below a heading with their opening and above a total of their own. */
  readonly group?: ReportGroup;
  /** Most rows. */
  readonly limit?: number;
  /** A line of totals below. */
  readonly totals?: boolean;
  /** How it is drawn. */
  readonly chart?: ReportChart;
  /** Report a click on a row opens; else the documents behind. */
  readonly drill?: ReportDrill;
}

/** A print-out of a document: a Handlebars template turned into a PDF. */
export interface Print {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the print-out. */
  readonly label: LocalizedText;
  /** What it is for. */
  readonly description?: LocalizedText;
  /** Doctype printed. */
  readonly doctype: string;
  /** Its [template](#template), a Handlebars file in the folder `templates/` of a module. */
  readonly template: string;
  /** A4 unless told. */
  readonly paper?: "A4" | "A5" | "Letter";
  /** Link paths whose documents the template reads. */
  readonly expand?: readonly string[];
  /** File name without extension, an expression (text). */
  readonly file_name?: Expression;
}

/** The text of a print-out in Handlebars: a file of text, not of JSON. At its root are the document's fields, with the links of the print's `expand` put in place, and `organization`, `language`, `texts`, `today`, `fonts`. Beside `if`, `unless`, `each` and `with` it may call `money amount currency whole=true`, `number value min=2`, `percent`, `date`, `t "key"`, `multiline`, `eq`, `ne`, `and`, `or`, `is_zero`; one of these names alone, as in `{{number}}`, is the field called so. It never shows what changes after submit: a copy printed later is the same. Its paths and the keys of its texts are checked; when a field is renamed, its name is changed here by hand. */
export interface Template {
  /** What the file holds. */
  readonly text: string;
}

/** What is allowed on a doctype. */
export interface Permission {
  /** Actions allowed, or `all`. */
  readonly actions: readonly Action[] | "all";
  /** Row rule: only documents that meet it exist for the role. Reads `user`. */
  readonly where?: Expression;
  /** Highest field level read in the documents this permission covers, 0 unless told. */
  readonly read_level?: number;
  /** Highest field level written in the documents this permission covers, 0 unless told. */
  readonly write_level?: number;
}

/** What people with this role may do. Nothing is allowed unless a role says so. */
export interface Role {
  /** Stable id, equal to the file's name. */
  readonly id: string;
  /** Name of the role. */
  readonly label: LocalizedText;
  /** Who has it. */
  readonly description?: LocalizedText;
  /** By doctype id, or `module:<id>` for all doctypes of a module, or `*`. */
  readonly permissions: Named<Permission>;
  /** Report ids, or `*`. */
  readonly reports?: readonly string[];
}

/** Documents a function reads: objects with `id` and the fields named, links as ids. */
export interface FunctionDocuments {
  /** Doctype read. */
  readonly doctype: string;
  /** Fields handed over. */
  readonly fields: readonly string[];
  /** Tables handed over, with the columns of their rows. */
  readonly tables?: Named<readonly string[]>;
  /** Fields with these values; `$name` is what the caller gave as `name`, and asks for nothing where that was left out. */
  readonly match?: Named<string | number | boolean>;
  /** Only documents that meet it. */
  readonly where?: Expression;
  /** Order; `-` for descending. */
  readonly sort?: readonly string[];
  /** The first so many; without it, more than 1,000,000 are refused. */
  readonly limit?: number;
}

/** Rows of a report a function reads: objects by dimension and measure, links as `{ id, title }`. */
export interface FunctionReport {
  /** Report run. */
  readonly report: string;
  /** Its parameters; `$name` is what the caller gave as `name`. */
  readonly params?: Named<string | number | boolean>;
  /** The first so many; without it, more than 1,000,000 are refused. */
  readonly limit?: number;
}

/** Balances of a ledger a function reads: one object per combination of the dimensions, with the sums of the measures; links as `{ id, title }`. */
export interface FunctionBalance {
  /** Which balances. */
  readonly balance: FunctionBalanceKey;
  /** The first so many; without it, more than 1,000,000 are refused. */
  readonly limit?: number;
}

/** A ledger's balances, per combination of dimensions. */
export interface FunctionBalanceKey {
  /** Ledger. */
  readonly ledger: string;
  /** Dimensions. */
  readonly by: readonly string[];
  /** Measures; all unless told. */
  readonly measures?: readonly string[];
  /** Only entries that meet it. */
  readonly where?: Expression;
}

/** Where a function can be called. */
export interface FunctionOffer {
  /** By `POST /api/v1/functions/<id>`, with `input` and, to see what would happen without doing it, `preview`. */
  readonly api?: boolean;
}

/** Turns an uploaded file into documents: the input has `file_name`, `bytes` (base64) and `options`; the output has `summary` and `findings`. What it proposes is done document by document: one that is refused is told and the others are kept. */
export interface FunctionImporter {
  /** File name endings, e.g. `.txt`. */
  readonly accept: readonly string[];
  /** What is asked beside the file. */
  readonly options?: Named<ReportParameter>;
}

/** An algorithm beside the metadata: pure, called through declared schemas. */
export interface FunctionDeclaration {
  /** Stable id, equal to the name of its folder. */
  readonly id: string;
  /** Name of the function. */
  readonly label: LocalizedText;
  /** What it computes. */
  readonly description?: LocalizedText;
  /** JSON Schema (2020-12) of what goes in. */
  readonly input: Readonly<Record<string, unknown>>;
  /** JSON Schema (2020-12) of what comes out. */
  readonly output: Readonly<Record<string, unknown>>;
  /** Longest run in milliseconds; 30,000 unless told. */
  readonly time_limit_ms?: number;
  /** What is read for it with the rights of whoever calls, and handed over as `known.<name>` beside the input: lists of objects. */
  readonly reads?: Named<FunctionRead>;
  /** What it may propose to do, as `verb:doctype`. The output then carries `effects` beside what is declared, a list done in its order with the rights of whoever calls: `{ create, rows, key?, submit? }`, `{ update, rows }` (rows with `id`, perhaps `version`), `{ submit, ids }`, `{ cancel, ids }`, `{ delete, ids }`, each verb naming its doctype. A link may be given as the key of the document it leads to. */
  readonly effects?: readonly string[];
  /** Where it can be called by people and programs. */
  readonly offered?: FunctionOffer;
  /** Makes the function an importer of files. */
  readonly importer?: FunctionImporter;
}

/** Texts of the screens and prints, by key. The file is named after its language. */
export interface Translations {
  /** Language of the texts. */
  readonly language: "fr" | "en";
  /** Texts by key; `{name}` is replaced by a value. */
  readonly texts: Named<string>;
}

/** Creates a document. */
export interface ScenarioCreate {
  /** Doctype. */
  readonly create: string;
  /** Name later steps use, as `$name`. */
  readonly as?: string;
  /** Values typed. */
  readonly values: Values;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Finds the one document with these values. */
export interface ScenarioFind {
  /** Doctype. */
  readonly find: string;
  /** Name later steps use, as `$name`. */
  readonly as: string;
  /** Values it has. */
  readonly where: Values;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Changes a document. */
export interface ScenarioUpdate {
  /** Document. */
  readonly update: string;
  /** Values changed. */
  readonly values: Values;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Submits a document. */
export interface ScenarioSubmit {
  /** Document. */
  readonly submit: string;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Cancels a document. */
export interface ScenarioCancel {
  /** Document. */
  readonly cancel: string;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Amends a cancelled document: a new draft. */
export interface ScenarioAmend {
  /** Document. */
  readonly amend: string;
  /** Name later steps use, as `$name`. */
  readonly as: string;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Copies a document: a new draft. */
export interface ScenarioDuplicate {
  /** Document. */
  readonly duplicate: string;
  /** Name later steps use, as `$name`. */
  readonly as: string;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Deletes a document. */
export interface ScenarioDelete {
  /** Document. */
  readonly delete: string;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Converts a document into a draft of another doctype. */
export interface ScenarioConvert {
  /** Source document. */
  readonly convert: string;
  /** Conversion. */
  readonly conversion: string;
  /** Name later steps use, as `$name`. */
  readonly as: string;
  /** Rows and quantities taken; all that remains unless told. */
  readonly lines?: readonly Values[];
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Moves a document on in its workflow. */
export interface ScenarioTransition {
  /** Document. */
  readonly transition: string;
  /** Transition. */
  readonly action: string;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Sets the date of the following steps. */
export interface ScenarioToday {
  /** Date. */
  readonly today: string;
}

/** States values a document has. */
export interface ScenarioExpect {
  /** Document. */
  readonly expect: string;
  /** Values it has. */
  readonly values: Values;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** States the entries a document made. */
export interface ScenarioEntries {
  /** Document. */
  readonly entries: string;
  /** Ledger. */
  readonly ledger: string;
  /** All of its entries, in any order. */
  readonly are: readonly Values[];
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Runs a report and states its rows. */
export interface ScenarioReport {
  /** Report. */
  readonly report: string;
  /** Parameters. */
  readonly with?: Values;
  /** All rows it has, in the order it declares; `opening` comes first. */
  readonly rows?: readonly Values[];
  /** All groups it has, in order, those without rows among them: `values`, `opening`, `totals`, `row_count`. */
  readonly groups?: readonly Values[];
  /** Totals it has. */
  readonly totals?: Values;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Calls a function. */
export interface ScenarioCall {
  /** Function. */
  readonly call: string;
  /** Input. */
  readonly with: Values;
  /** Output. */
  readonly returns: Values;
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Business behaviour as data: steps run in order against a real database. */
export interface Scenario {
  /** What it shows, in a sentence. */
  readonly scenario: string;
  /** Organization the steps run in. */
  readonly organization?: {
    /** Country code: its localization is loaded. */
    readonly country?: string;
    /** Currency code. */
    readonly currency?: string;
  };
  /** Date of the first step. */
  readonly today?: string;
  /** Steps in order. */
  readonly steps: readonly ScenarioStep[];
}
