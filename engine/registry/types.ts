import type {
  ArtefactKind,
  CompiledExpression,
  Conversion,
  FileKey,
  Form,
  FunctionDeclaration,
  Ledger,
  MetadataFiles,
  MetadataLayer,
  Module,
  Named,
  Posting,
  Print,
  Report,
  ResolvedDoctype,
  ResolvedField,
  Role,
  Scope,
  View,
  Workflow,
} from "../contract/index.ts";
import type { Language } from "../kernel/index.ts";

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
    /** Conditions of states for documents of before, the first one met counts. */
    readonly existing: readonly { readonly state: string; readonly condition: CompiledExpression }[];
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
