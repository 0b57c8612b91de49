import type {
  ArtefactKind,
  CheckedExpression,
  CompiledSeries,
  Conversion,
  Derivation,
  Doctype,
  Environment,
  Field,
  FileKey,
  Form,
  FunctionDeclaration,
  Ledger,
  MetadataFiles,
  MetadataLayer,
  Module,
  MoneyField,
  Named,
  Posting,
  Print,
  QuantityField,
  Report,
  Role,
  Rule,
  Scope,
  TableField,
  View,
  Workflow,
} from "../contract/index.ts";
import type { Language } from "../kernel/index.ts";

/** An expression checked when the metadata was loaded; `evaluate` is compiled on its first use. */
export interface CompiledExpression {
  readonly source: string;
  readonly checked: CheckedExpression;
  readonly evaluate: (environment: Environment) => unknown;
}

/** A table's rows computed by grouping another table's rows. */
export interface CompiledDerivation {
  readonly each: string;
  readonly by: Readonly<Record<string, CompiledExpression>>;
  readonly set: Readonly<Record<string, CompiledExpression>>;
  readonly where: CompiledExpression | null;
  readonly source: Derivation;
}

/**
 * One step of computing a document, in an order in which each reads only what is computed before it.
 * `default` fills an absent value on create (or in a new row); `formula` always computes.
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
  | { readonly kind: "derive"; readonly table: string; readonly derivation: CompiledDerivation };

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
  /** Paths from the document over at least one link that its computations, rules, conditions, title or number read, e.g. `["customer","payment_terms","days"]`, `["lines","item","name"]`. */
  readonly linkPaths: readonly (readonly string[])[];
  /** Paths its expressions read from single doctypes, which come first: `["organization","currency"]`, `["sales_settings","discount_account","code"]`. */
  readonly settingPaths: readonly (readonly string[])[];
}

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

export interface ResolvedPosting extends Posting {
  readonly compiled: {
    readonly date: CompiledExpression;
    readonly when: CompiledExpression | null;
    readonly entries: readonly {
      readonly id: string;
      readonly each: string | null;
      readonly when: CompiledExpression | null;
      readonly set: Readonly<Record<string, CompiledExpression>>;
    }[];
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}

export interface ResolvedConversion extends Conversion {
  readonly compiled: {
    readonly when: CompiledExpression | null;
    readonly set: Readonly<Record<string, CompiledExpression>>;
    readonly lines: {
      readonly set: Readonly<Record<string, CompiledExpression>>;
      readonly where: CompiledExpression | null;
    } | null;
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}

export interface ResolvedWorkflow extends Workflow {
  readonly compiled: {
    /** Conditions of transitions by transition id. */
    readonly when: Readonly<Record<string, CompiledExpression>>;
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}

export interface ResolvedPrint extends Print {
  readonly compiled: {
    readonly fileName: CompiledExpression | null;
    readonly linkPaths: readonly (readonly string[])[];
    readonly settingPaths: readonly (readonly string[])[];
  };
}

/** A row rule of a role, checked in the scope of one doctype. */
export interface ResolvedPermission {
  readonly role: string;
  readonly actions: readonly string[] | "all";
  readonly where: CompiledExpression | null;
  readonly readLevel: number;
  readonly writeLevel: number;
}

/** Something that mentions a doctype or one of its fields. */
export interface Usage {
  readonly kind: ArtefactKind;
  readonly id: string;
  readonly file: FileKey;
  /** JSON pointer of the mention inside the file. */
  readonly pointer: string;
}

/** The whole metadata of an organization: validated, resolved, compiled and deep-frozen. */
export interface Registry {
  /** sha256 of the canonical JSON of all files after patches. */
  readonly hash: string;
  readonly modules: ReadonlyMap<string, Module>;
  readonly doctypes: ReadonlyMap<string, ResolvedDoctype>;
  readonly forms: ReadonlyMap<string, Form>;
  readonly views: ReadonlyMap<string, View>;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly postings: ReadonlyMap<string, ResolvedPosting>;
  readonly conversions: ReadonlyMap<string, ResolvedConversion>;
  readonly workflows: ReadonlyMap<string, ResolvedWorkflow>;
  readonly reports: ReadonlyMap<string, Report>;
  readonly prints: ReadonlyMap<string, ResolvedPrint>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly translations: Readonly<Record<Language, Named<string>>>;

  /** Fails REGISTRY_UNKNOWN_DOCTYPE. */
  doctype(id: string): ResolvedDoctype;
  /** Fails REGISTRY_UNKNOWN_LEDGER. */
  ledger(id: string): Ledger;
  /** Fails REGISTRY_UNKNOWN_REPORT. */
  report(id: string): Report;
  /** Field of a doctype, or undefined. */
  field(doctype: string, field: string): ResolvedField | undefined;
  postingsOf(doctype: string): readonly ResolvedPosting[];
  conversionsFrom(doctype: string): readonly ResolvedConversion[];
  workflowOf(doctype: string): ResolvedWorkflow | undefined;
  /** The declared form, else one generated from the fields. */
  formOf(doctype: string): Form;
  /** Declared views with the default one first, else a generated list. */
  viewsOf(doctype: string): readonly View[];
  printsOf(doctype: string): readonly ResolvedPrint[];
  /** Reports whose source is this doctype or one of its tables. */
  reportsOn(doctype: string): readonly Report[];
  /** Permissions of all roles on a doctype, those for `module:<id>` and `*` included. */
  permissionsOn(doctype: string): readonly ResolvedPermission[];
  whoUses(doctype: string, field?: string): readonly Usage[];
  /** Doctypes (and their table) with a link to this one. */
  linksTo(
    doctype: string,
  ): readonly { readonly doctype: string; readonly table: string | null; readonly field: string }[];

  /** Types for checking an expression from outside (a list's `where`) against a doctype. */
  scopeOf(doctype: string): Scope;
  /** Types of one ledger entry: date, dimensions, measures, document_type, document_id, document_number. */
  ledgerScope(ledger: string): Scope;
  /** Types of a report's source row, with `params`. */
  reportScope(report: Report): Scope;
}

/** One published state of an organization's own metadata. */
export interface MetadataRevision {
  /** 0 = nothing published yet. */
  readonly revision: number;
  readonly layers: readonly MetadataLayer[];
}

/** What the store needs from outside; the database layer provides it. */
export interface RegistryStorePorts {
  readonly base: MetadataFiles;
  loadRevision(organizationId: string): Promise<MetadataRevision>;
  /** Tells the other nodes that an organization published. */
  notify(organizationId: string): Promise<void>;
  /** Calls back when another node published; with null after a lost connection (anything may have changed). */
  listen(onChange: (organizationId: string | null) => void): Promise<void>;
}

/** The current registry of each organization. A request takes it once and keeps it to its end. */
export interface RegistryStore {
  current(organizationId: string): Promise<Registry>;
  /** Already loaded registry, without waiting. */
  loaded(organizationId: string): Registry | undefined;
  /** Resolves what would be current with these layers, without publishing. Raises METADATA_INVALID. */
  preview(layers: readonly MetadataLayer[]): Registry;
  /** To be called after the transaction that stored the revision has committed: swaps here, notifies the other nodes. */
  publish(organizationId: string, revision: MetadataRevision): Promise<Registry>;
}
