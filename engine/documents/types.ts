import type { Action, Environment, JsonValue } from "../contract/index.ts";
import type {
  Connection,
  Database,
  ListQuery,
  ListResult,
  OrganizationRef,
  ReadAccess,
  Transaction,
} from "../database/index.ts";
import type { Clock, ErrorCode, IsoDate, Language, LocalizedText } from "../kernel/index.ts";
import type { CompiledExpression, Registry, ResolvedDoctype } from "../registry/index.ts";

export type { JsonValue };

/** Values of a document as in JSON: decimals are strings, links ids, tables arrays of rows. */
export type DocumentValues = Readonly<Record<string, JsonValue>>;

/** A document's members, or what is known of them. */
export type Members = Readonly<Record<string, JsonValue | undefined>>;

export type DocumentStatus = "draft" | "submitted" | "cancelled";

/** A document as in JSON: system fields beside the fields of its doctype. */
export interface Document {
  readonly id: string;
  readonly version: number;
  /** Only submittable doctypes. */
  readonly docstatus?: DocumentStatus;
  /** Only doctypes with a number series; null until drawn. */
  readonly number?: string | null;
  readonly amended_from?: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
  readonly [field: string]: JsonValue | undefined;
}

/** One row of a table field; `id` is kept from save to save. */
export interface DocumentRow {
  readonly id: string;
  readonly [column: string]: JsonValue;
}

/** Who acts. A system principal may do everything and must say why; nobody skips the access stage. */
export interface Principal {
  readonly kind: "user" | "system";
  readonly id: string;
  readonly email: string;
  /** Role ids of the organization. */
  readonly roles: readonly string[];
  readonly language: Language;
  /** Required for a system principal; kept in the history. */
  readonly reason?: string;
}

/** The rights of one set of roles under one registry; default deny. */
export interface AccessPolicy {
  /** Equal keys under one registry mean equal rights. */
  readonly key: string;
  can(doctype: string, action: Action): boolean;
  /** Raises ACCESS_DENIED. */
  assertCan(doctype: string, action: Action): void;
  /** Row rule and level for every read path. Raises ACCESS_DENIED when the doctype may not be read at all. */
  readAccess(doctype: string): ReadAccess;
  /** The alternatives under which an action is granted; a grant without `where` covers every document. */
  grants(doctype: string, action: Action): readonly AccessGrant[];
  readLevel(doctype: string): number;
  /** Highest level over all grants; the write stage uses the grants that hold for the document. */
  writeLevel(doctype: string): number;
  canRunReport(report: string): boolean;
}

export interface AccessGrant {
  readonly role: string;
  /** Row rule; null = all documents. */
  readonly where: CompiledExpression | null;
  readonly readLevel: number;
  readonly writeLevel: number;
}

/** Everything a request carries. Built once per request by `createRequestContext`. */
export interface RequestContext {
  readonly db: Database;
  readonly organization: OrganizationRef;
  /** The registry the request began with. */
  readonly registry: Registry;
  readonly principal: Principal;
  readonly clock: Clock;
  readonly requestId: string;
  readonly access: AccessPolicy;
  /** Single doctypes, read at most once per request; null when the record was never saved. */
  readonly settings: SettingsReader;
}

export interface SettingsReader {
  /** Values of a single doctype, without access rules (for expressions and print-outs). */
  load(doctype: string): Promise<DocumentValues | null>;
}

/** One ledger posting as it would be or was entered. */
export interface PostingPreview {
  readonly ledger: string;
  readonly date: IsoDate;
  readonly entries: readonly Readonly<Record<string, JsonValue>>[];
}

/** Implemented by the ledgers layer; called inside the transaction of submit and cancel. */
export interface LedgerPort {
  preview(ctx: RequestContext, c: Connection, doctype: string, document: Document): Promise<readonly PostingPreview[]>;
  post(ctx: RequestContext, tx: Transaction, doctype: string, document: Document): Promise<void>;
  /**
   * Posts the exact reversal of everything the document posted. Each reversal is dated like its original when that
   * period is still open, else `date`. Refuses when submitted documents depend on the entries.
   */
  reverse(ctx: RequestContext, tx: Transaction, doctype: string, document: Document, date: IsoDate): Promise<void>;
}

/** A document together with what its expressions may read (linked documents, organization, user). */
export interface DocumentScope {
  readonly doctype: ResolvedDoctype;
  readonly document: Members;
  readonly environment: Environment;
}

/** One move of a workflow that the present state and principal allow. */
export interface WorkflowMove {
  readonly workflow: string;
  readonly transition: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly action?: "submit" | "cancel";
  /** Does the transition name its roles? Then these decide, and no right to update is asked for. */
  readonly isRoleBound: boolean;
}

export interface WorkflowOffer {
  readonly transition: string;
  readonly label: LocalizedText;
  readonly to: string;
  readonly action?: "submit" | "cancel";
}

/** Implemented by the workflow layer: guards, never writes. */
export interface WorkflowPort {
  /** The state field of a doctype and where it begins; null without workflow. */
  start(ctx: RequestContext, doctype: string): { readonly field: string; readonly state: string } | null;
  /** Raises WORKFLOW_* when the transition is unknown, not offered from this state, not for these roles or its condition is not met. */
  resolve(ctx: RequestContext, scope: DocumentScope, transition: string): WorkflowMove;
  /** The move a plain submit or cancel implies; null when the workflow does not tie this verb to a transition. Raises WORKFLOW_TRANSITION_NOT_ALLOWED. */
  resolveVerb(ctx: RequestContext, scope: DocumentScope, verb: "submit" | "cancel"): WorkflowMove | null;
  offers(ctx: RequestContext, scope: DocumentScope): readonly WorkflowOffer[];
}

/** Where bytes of attachments live. Keys are random and made by the engine. */
export interface FileStore {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Raises FILE_MISSING when the key is unknown. */
  get(key: string): Promise<NodeJS.ReadableStream>;
  remove(key: string): Promise<void>;
}

/** Keeps secrets unreadable in the database and its back-ups. */
export interface SecretBox {
  seal(text: string): string;
  /** Raises SECRET_UNREADABLE when the text was sealed under another key or was tampered with. */
  open(sealed: string): string;
}

/** Test-only: called with the name of each stage of a write; throwing proves that nothing is left half done. */
export type Failpoint = (stage: string, doctype: string) => void | Promise<void>;

export interface DocumentsPorts {
  readonly ledger: LedgerPort;
  readonly workflow: WorkflowPort;
  readonly files: FileStore;
  /** Seals secret fields; without it, documents with a secret are refused. */
  readonly secrets?: SecretBox;
  /** Called after a commit that left an event in the organization's outbox; returns at once. */
  readonly wakeOutbox?: (organization: OrganizationRef) => void;
  readonly failpoint?: Failpoint;
}

export interface WriteOptions {
  /** The version the change is based on; another one in the table is DOCUMENT_CHANGED. */
  readonly version?: number;
  readonly idempotencyKey?: string;
}

export interface CreateOptions {
  readonly idempotencyKey?: string;
  /** Create and submit in one transaction. */
  readonly submit?: boolean;
  /** Id made by the client or an importer (UUID). */
  readonly id?: string;
}

export interface CancelOptions extends WriteOptions {
  /** Date of the reversal where the original's period is closed; today unless told. */
  readonly date?: IsoDate;
}

export interface RefusedItem {
  readonly id: string;
  readonly code: ErrorCode;
  readonly message: LocalizedText;
  readonly pointer?: string;
}

export interface BulkRequest {
  /** Either the ids … */
  readonly ids?: readonly string[];
  /** … or a filter; at most 1,000 documents. */
  readonly filter?: ListQuery["filter"];
  readonly verb: "update" | "submit" | "cancel" | "delete" | "transition";
  readonly patch?: DocumentValues;
  readonly transition?: string;
}

export interface BulkResult {
  readonly changed: number;
  readonly refused: readonly RefusedItem[];
}

export interface Preview {
  /** System fields of a document that was never stored are those it would have. */
  readonly document: Document;
  readonly postings: readonly PostingPreview[];
}

export interface HistoryChange {
  /** `name`, or `lines` with a row. */
  readonly field: string;
  readonly row?: string;
  readonly column?: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

export interface HistoryEntry {
  readonly id: string;
  readonly version: number;
  readonly verb: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly changes: readonly HistoryChange[];
}

export interface Comment {
  readonly id: string;
  readonly body: string;
  readonly created_at: string;
  readonly created_by: string;
}

export interface Attachment {
  readonly id: string;
  readonly file_name: string;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly created_at: string;
  readonly created_by: string;
}

export interface AttachmentContent {
  readonly attachment: Attachment;
  readonly stream: NodeJS.ReadableStream;
  /** Headers an HTTP answer must carry: always a download, never shown inline. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface NewFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface LinkedDocument {
  readonly doctype: string;
  /** `field`, or `table.column`. */
  readonly field: string;
  readonly id: string;
  readonly title: string | null;
}

export interface RemainingLine {
  readonly line: string;
  readonly quantity: string;
  readonly converted: string;
  readonly remaining: string;
}

export interface ConversionOffer {
  readonly conversion: string;
  readonly to: string;
  readonly label: LocalizedText;
}

export interface ImportRequest {
  /** Cells by column header, as text or typed values of a workbook. */
  readonly rows: readonly Readonly<Record<string, JsonValue>>[];
  /** Column header → field id, or `field.column` of a link to find it by; columns not named are ignored. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  /** `upsert` finds existing documents by the field `key`. */
  readonly mode?: "create" | "upsert";
  readonly key?: string;
  readonly format?: CellFormat;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** How numbers and dates are written in a file. */
export interface CellFormat {
  readonly decimalSeparator: "." | ",";
  readonly dateOrder: "dmy" | "mdy" | "ymd";
}

export interface CellError {
  /** Row of the file, the header being row 1. */
  readonly row: number;
  readonly column: string | null;
  readonly code: ErrorCode;
  readonly message: LocalizedText;
}

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly CellError[];
}

/** A table read from a file. */
export interface ParsedTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, JsonValue>>[];
  readonly format: CellFormat;
}

export interface ExportRequest extends ListQuery {
  readonly format: "csv" | "xlsx";
}

export interface ExportedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The one door to documents: every surface (HTTP, import, conversion, job, scenario) writes and reads through it. */
export interface Documents {
  create(ctx: RequestContext, doctype: string, values: DocumentValues, options?: CreateOptions): Promise<Document>;
  /** Raises DOCUMENT_NOT_FOUND when it does not exist for this principal. */
  get(
    ctx: RequestContext,
    doctype: string,
    id: string,
    options?: { readonly expand?: readonly string[] },
  ): Promise<Document>;
  /** The same as the JSON text Postgres built, to be sent as it came. */
  getText(
    ctx: RequestContext,
    doctype: string,
    id: string,
    options?: { readonly expand?: readonly string[] },
  ): Promise<string>;
  list(ctx: RequestContext, doctype: string, query: ListQuery): Promise<ListPage>;
  listText(ctx: RequestContext, doctype: string, query: ListQuery): Promise<string>;
  /** JSON merge on the header; a table given replaces its rows, rows with a known id are changed in place. */
  update(
    ctx: RequestContext,
    doctype: string,
    id: string,
    patch: DocumentValues,
    options?: WriteOptions,
  ): Promise<Document>;
  submit(ctx: RequestContext, doctype: string, id: string, options?: WriteOptions): Promise<Document>;
  cancel(ctx: RequestContext, doctype: string, id: string, options?: CancelOptions): Promise<Document>;
  /** New draft that replaces a cancelled document, with `amended_from`. */
  amend(
    ctx: RequestContext,
    doctype: string,
    id: string,
    options?: { readonly idempotencyKey?: string },
  ): Promise<Document>;
  duplicate(
    ctx: RequestContext,
    doctype: string,
    id: string,
    options?: { readonly idempotencyKey?: string },
  ): Promise<Document>;
  remove(ctx: RequestContext, doctype: string, id: string, options?: { readonly version?: number }): Promise<void>;
  transition(
    ctx: RequestContext,
    doctype: string,
    id: string,
    transition: string,
    options?: WriteOptions,
  ): Promise<Document>;
  /** Transitions this principal may make now. */
  transitions(ctx: RequestContext, doctype: string, id: string): Promise<readonly WorkflowOffer[]>;
  bulk(ctx: RequestContext, doctype: string, request: BulkRequest): Promise<BulkResult>;
  /** Computes values (new, or those of a stored draft) and what a submit would post; stores nothing. */
  preview(ctx: RequestContext, doctype: string, valuesOrId: DocumentValues | string): Promise<Preview>;
  history(ctx: RequestContext, doctype: string, id: string): Promise<readonly HistoryEntry[]>;
  /** Documents this one is linked from, newest first, at most 50 per doctype; only those the principal may read. */
  links(ctx: RequestContext, doctype: string, id: string): Promise<readonly LinkedDocument[]>;
  /** Single doctypes: the one record, created with its defaults on first use. */
  single(ctx: RequestContext, doctype: string): Promise<Document>;

  readonly comments: {
    list(ctx: RequestContext, doctype: string, id: string): Promise<readonly Comment[]>;
    add(ctx: RequestContext, doctype: string, id: string, body: string): Promise<Comment>;
    remove(ctx: RequestContext, doctype: string, id: string, comment: string): Promise<void>;
  };
  readonly tags: {
    list(ctx: RequestContext, doctype: string, id: string): Promise<readonly string[]>;
    add(ctx: RequestContext, doctype: string, id: string, tag: string): Promise<readonly string[]>;
    remove(ctx: RequestContext, doctype: string, id: string, tag: string): Promise<readonly string[]>;
  };
  readonly attachments: {
    list(ctx: RequestContext, doctype: string, id: string): Promise<readonly Attachment[]>;
    add(ctx: RequestContext, doctype: string, id: string, file: NewFile): Promise<Attachment>;
    /** Bytes for a file or image field, before the document that will hold it is saved. */
    upload(ctx: RequestContext, doctype: string, field: string, file: NewFile): Promise<Attachment>;
    /** Only for those who may read the document it belongs to. */
    open(ctx: RequestContext, attachment: string): Promise<AttachmentContent>;
    remove(ctx: RequestContext, doctype: string, id: string, attachment: string): Promise<void>;
  };
  readonly conversions: {
    offers(ctx: RequestContext, doctype: string, id: string): Promise<readonly ConversionOffer[]>;
    remaining(ctx: RequestContext, conversion: string, source: string): Promise<readonly RemainingLine[]>;
    /** Creates the draft of the target; `lines` limits it to some lines and quantities. */
    convert(
      ctx: RequestContext,
      conversion: string,
      source: string,
      options?: {
        readonly lines?: readonly { readonly line: string; readonly quantity?: string }[];
        readonly idempotencyKey?: string;
      },
    ): Promise<Document>;
  };
  readonly exchange: {
    /** Reads CSV or XLSX, guessing delimiter, encoding, decimal sign and date order. */
    parse(file: NewFile): Promise<ParsedTable>;
    /** Guesses which field each column holds, by id and label in both languages. */
    guessMapping(ctx: RequestContext, doctype: string, columns: readonly string[]): Readonly<Record<string, string>>;
    importRows(ctx: RequestContext, doctype: string, request: ImportRequest): Promise<ImportResult>;
    exportRows(ctx: RequestContext, doctype: string, request: ExportRequest): Promise<ExportedFile>;
  };
}

export type ListPage = ListResult<Document>;

/*
 * Rows this layer keeps beside the documents (tables made by the database layer with the organization's schema):
 *   history(id uuid pk, document_type text, document_id uuid, version int, verb text, changes jsonb, reason text, request_id text, created_at timestamptz, created_by uuid)
 *   outbox(id uuid pk, event text, document_type text, document_id uuid, version int, payload jsonb, created_at timestamptz)
 *   comment(id uuid pk, document_type text, document_id uuid, body text, created_at timestamptz, created_by uuid)
 *   document_tag(document_type text, document_id uuid, tag text, created_at timestamptz, created_by uuid, pk (document_type, document_id, tag))
 *   attachment(id uuid pk, document_type text null, document_id uuid null, field text null, file_name text, content_type text, size_bytes bigint, sha256 text, storage_key text, created_at timestamptz, created_by uuid)
 *   conversion_line(conversion text, source_id uuid, source_line uuid, target_id uuid, target_line uuid, quantity numeric, pk (conversion, source_line, target_line))
 *   idempotency_key(key text, principal uuid, request_hash text, document_type text, document_id uuid, version int, created_at timestamptz, pk (principal, key))
 */
