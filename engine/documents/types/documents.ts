import type { Document, DocumentValues } from "../../calculation/index.ts";
import type { ListQuery, ListResult } from "../../database/query/index.ts";
import type { DocumentWish, FindDocument } from "../linking/find-documents.ts";
import type {
  ExportedFile,
  ExportRequest,
  IgnoredColumn,
  ImportRequest,
  ImportResult,
  ParsedTable,
} from "./exchange.ts";
import type { OfferedActions } from "./ports.ts";
import type { RequestContext } from "./request-context.ts";
import type {
  Attachment,
  AttachmentContent,
  BulkRequest,
  BulkResult,
  CancelOptions,
  Comment,
  Computed,
  ConversionOffer,
  CreateManyOptions,
  CreateManyResult,
  CreateOptions,
  DocumentInHand,
  HistoryEntry,
  LinkedDocument,
  NewFile,
  Preview,
  RemainingLine,
  WriteOptions,
} from "./requests.ts";

export type ListPage = ListResult<Document>;

/** The one door to documents: every surface (HTTP, import, conversion, job, scenario) writes and reads through it. */
export interface Documents {
  create(ctx: RequestContext, doctype: string, values: DocumentValues, options?: CreateOptions): Promise<Document>;
  /** What texts stand for: documents by id, number, unique field or title, among those the principal may read. */
  find(ctx: RequestContext, wishes: readonly DocumentWish[]): Promise<FindDocument>;
  /** Many documents of one doctype through the same stages, in few transactions; those refused are told, the others kept. */
  createMany(
    ctx: RequestContext,
    doctype: string,
    rows: readonly DocumentValues[],
    options?: CreateManyOptions,
  ): Promise<CreateManyResult>;
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
  remove(ctx: RequestContext, doctype: string, id: string, options?: WriteOptions): Promise<void>;
  transition(
    ctx: RequestContext,
    doctype: string,
    id: string,
    transition: string,
    options?: WriteOptions,
  ): Promise<Document>;
  /** Verbs and transitions this principal may do now: what is offered is let in, what is not is refused. */
  actions(ctx: RequestContext, doctype: string, id: string): Promise<OfferedActions>;
  bulk(ctx: RequestContext, doctype: string, request: BulkRequest): Promise<BulkResult>;
  /** Values and conditions of a document being written, as far as the principal sees its fields; what it lacks stops nothing. */
  compute(ctx: RequestContext, doctype: string, inHand: DocumentInHand): Promise<Computed>;
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
    /** What `add` asks for, to be known before a file is read. */
    assertMayAdd(ctx: RequestContext, doctype: string, id: string): Promise<void>;
    /** What `upload` asks for, to be known before a file is read. */
    assertMayUpload(ctx: RequestContext, doctype: string, field: string): void;
    /** Bytes for a file or image field, before the document that will hold it is saved. */
    upload(ctx: RequestContext, doctype: string, field: string, file: NewFile): Promise<Attachment>;
    /** What `open` would open, and for the same people. */
    find(ctx: RequestContext, attachment: string): Promise<Attachment>;
    /** Only for those who may read the document it belongs to. Shown inline where that is safe, a download unless told. */
    open(ctx: RequestContext, attachment: string, disposition?: "attachment" | "inline"): Promise<AttachmentContent>;
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
    /** The columns that hold something and go nowhere under a mapping. */
    ignoredColumns(
      ctx: RequestContext,
      doctype: string,
      file: Pick<ImportRequest, "rows" | "mapping">,
    ): Promise<readonly IgnoredColumn[]>;
    importRows(ctx: RequestContext, doctype: string, request: ImportRequest): Promise<ImportResult>;
    exportRows(ctx: RequestContext, doctype: string, request: ExportRequest): Promise<ExportedFile>;
  };
}
