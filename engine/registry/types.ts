import type {
  ArtefactKind,
  ArtefactMaps,
  FileKey,
  Form,
  Ledger,
  MergedTexts,
  MetadataFiles,
  MetadataLayer,
  RegistryKind,
  Report,
  ResolvedConversion,
  ResolvedDoctype,
  ResolvedField,
  ResolvedPermission,
  ResolvedPosting,
  ResolvedPrint,
  ResolvedTypes,
  ResolvedWorkflow,
  Scope,
  View,
} from "../contract/index.ts";

/** Something that mentions a doctype or one of its fields. */
export interface Usage {
  readonly kind: ArtefactKind;
  readonly id: string;
  readonly file: FileKey;
  /** JSON pointer of the mention inside the file. */
  readonly pointer: string;
}

/** The whole metadata of an organization: validated, resolved, compiled and deep-frozen. */
export interface Registry extends ArtefactMaps {
  /** sha256 of the canonical JSON of all files after patches. */
  readonly hash: string;
  /** The translations of all modules by language. */
  readonly texts: MergedTexts;

  /** Fails REGISTRY_UNKNOWN_DOCTYPE. */
  doctype(id: string): ResolvedDoctype;
  /** Fails REGISTRY_UNKNOWN_LEDGER. */
  ledger(id: string): Ledger;
  /** Fails REGISTRY_UNKNOWN_REPORT. */
  report(id: string): Report;
  /** Field of a doctype, or undefined. */
  field(doctype: string, field: string): ResolvedField | undefined;
  /** Artefacts of a kind that are for a doctype, in their order; else what is generated for one that declares none. */
  of<K extends RegistryKind>(kind: K, doctype: string): readonly ResolvedTypes[K][];
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
  /** What is in force by now, for who has found that `outdated` no longer is. */
  renewed(organizationId: string, outdated: Registry): Promise<Registry>;
  /** Calls back when another state may be in force: of this organization, or of any (null). Returns how to stop it. */
  onChange(listener: (organizationId: string | null) => void): () => void;
  /** Resolves what would be current with these layers (`paths`: their files), without publishing. Raises METADATA_INVALID. */
  preview(layers: readonly MetadataLayer[], paths?: ReadonlyMap<FileKey, string>): Registry;
  /** To be called after the transaction that stored the revision has committed: swaps here, notifies the other nodes. */
  publish(organizationId: string, revision: MetadataRevision): Promise<Registry>;
}
