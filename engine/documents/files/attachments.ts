import { fieldIndex } from "../../calculation/index.ts";
import { type Connection, instantText, prepared, type Sql, sql } from "../../database/index.ts";
import { fail, isId, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { addressable, type Engine } from "../lifecycle/engine.ts";
import { assertMay, assertReadable } from "../reading/assert-readable.ts";
import type { Attachment, Documents, NewFile, RequestContext } from "../types.ts";
import { sha256 } from "../values/canonical-json.ts";
import { newFileKey } from "./file-key.ts";
import { downloadHeaders, safeFileName } from "./file-name.ts";
import { sniffType } from "./sniff-type.ts";

const BYTES_MAX = 25_000_000;
/** Runs where it is opened: of no use to anybody here. */
const REFUSED_TYPES: ReadonlySet<string> = new Set([
  "application/x-msdownload",
  "application/x-elf",
  "application/x-mach-binary",
]);

interface FileLimits {
  readonly accept?: readonly string[];
  readonly max_bytes?: number;
}

interface FileHome {
  readonly doctype: string;
  /** Null until the document that will hold the file is saved. */
  readonly id: string | null;
  readonly field: string | null;
}

/** Files on documents, and files that file and image fields hold. */
export function createAttachments({ ports }: Engine): Documents["attachments"] {
  async function store(ctx: RequestContext, home: FileHome, file: NewFile, limits: FileLimits): Promise<Attachment> {
    const attachment = await describeFile(ctx, file, limits);
    const key = newFileKey();
    await ports.files.put(key, file.bytes, attachment.content_type);
    try {
      await ctx.db.read(ctx.organization, (connection) => connection.query(insertAttachment(attachment, home, key)));
    } catch (error) {
      await ports.files.remove(key);
      throw error;
    }
    return attachment;
  }

  return {
    async list(ctx, doctype, id) {
      await assertReadable(ctx, doctype, id);
      return ctx.db.read(ctx.organization, (connection) =>
        selectAttachments(connection, sql`document_type = ${doctype} and document_id = ${id}::uuid and field is null`),
      );
    },

    assertMayAdd,

    async add(ctx, doctype, id, file) {
      await assertMayAdd(ctx, doctype, id);
      return store(ctx, { doctype, id, field: null }, file, {});
    },

    assertMayUpload: (ctx, doctype, fieldPath) => void fieldToFill(ctx, doctype, fieldPath),

    async upload(ctx, doctype, fieldPath, file) {
      const limits = fieldToFill(ctx, doctype, fieldPath);
      return store(ctx, { doctype, id: null, field: fieldPath }, file, limits);
    },

    async open(ctx, id) {
      const [found] = await ctx.db.read(ctx.organization, (connection) => selectStored(connection, id));
      if (!found) return fail("FILE_MISSING");
      await assertMayOpen(ctx, found);
      const { storage_key, document_type: _type, document_id: _id, ...attachment } = found;
      const stream = await ports.files.get(storage_key);
      const headers = downloadHeaders(attachment.file_name, attachment.content_type, attachment.size_bytes);
      return { attachment, stream, headers };
    },

    async remove(ctx, doctype, id, attachment) {
      await assertMay(ctx, doctype, id, "comment");
      const removed = await ctx.db.read(ctx.organization, (connection) =>
        connection.query<{ readonly storage_key: string }>(
          prepared(sql`delete from attachment where id::text = ${attachment} and document_type = ${doctype}
            and document_id = ${id}::uuid and field is null returning storage_key`),
        ),
      );
      const [file] = removed;
      if (!file) return fail("FILE_MISSING");
      await ports.files.remove(file.storage_key);
    },
  };
}

/** Raises ACCESS_DENIED, DOCUMENT_NOT_FOUND, ACCESS_ROW_DENIED. */
const assertMayAdd = (ctx: RequestContext, doctype: string, id: string): Promise<void> =>
  assertMay(ctx, doctype, id, "comment");

/** The field a file is uploaded for. Raises ACCESS_DENIED, FIELD_UNKNOWN. */
function fieldToFill(ctx: RequestContext, doctype: string, fieldPath: string): FileLimits {
  if (!ctx.access.can(doctype, "update")) ctx.access.assertCan(doctype, "create");
  return fileField(addressable(ctx.registry, doctype), fieldPath);
}

async function describeFile(
  ctx: RequestContext,
  { fileName, bytes }: NewFile,
  limits: FileLimits,
): Promise<Attachment> {
  const max_bytes = Math.min(limits.max_bytes ?? BYTES_MAX, BYTES_MAX);
  if (bytes.length === 0) fail("FILE_EMPTY");
  if (bytes.length > max_bytes) fail("FILE_TOO_LARGE", { max_bytes });
  const content_type = await sniffType(bytes);
  const isAccepted = limits.accept?.some((wanted) => matchesType(wanted, content_type)) ?? true;
  if (REFUSED_TYPES.has(content_type) || !isAccepted) fail("FILE_TYPE_REFUSED", { type: content_type });
  return {
    id: newId(),
    file_name: safeFileName(fileName),
    content_type,
    size_bytes: bytes.length,
    sha256: sha256(bytes),
    created_at: ctx.clock.now(),
    created_by: ctx.principal.id,
  };
}

/** `image/*` accepts every image but SVG, which is a program. */
function matchesType(wanted: string, type: string): boolean {
  return wanted.endsWith("/*") ? type.startsWith(wanted.slice(0, -1)) && type !== "image/svg+xml" : wanted === type;
}

const IMAGES: FileLimits = { accept: ["image/*"] };

/** `field` or `table.column`. Raises FIELD_UNKNOWN for anything but a file or image field. */
function fileField(doctype: ResolvedDoctype, path: string): FileLimits {
  const [first = "", second] = path.split(".");
  const outer = fieldIndex(doctype).byId.get(first);
  const field = outer?.type === "table" && second ? fieldIndex(outer.child).byId.get(second) : outer;
  if (field?.type !== "file" && field?.type !== "image") {
    return fail("FIELD_UNKNOWN", { field: path, doctype: doctype.id, suggestion_fr: "", suggestion_en: "" });
  }
  return { ...(field.type === "image" ? IMAGES : {}), ...field };
}

function insertAttachment(attachment: Attachment, { doctype, id, field }: FileHome, key: string): Sql {
  const { file_name, content_type, size_bytes, sha256: hash, created_at, created_by } = attachment;
  return prepared(sql`insert into attachment
    (id, document_type, document_id, field, file_name, content_type, size_bytes, sha256, storage_key, created_at, created_by)
    values (${attachment.id}::uuid, ${doctype}, ${id}::uuid, ${field}, ${file_name}, ${content_type}, ${size_bytes}::bigint,
      ${hash}, ${key}, ${created_at}::timestamptz, ${created_by}::uuid)`);
}

const COLUMNS = sql`id, file_name, content_type, size_bytes::int as size_bytes, sha256, created_by,
  ${instantText("created_at")} as created_at`;

const selectAttachments = (connection: Connection, where: Sql): Promise<Attachment[]> =>
  connection.query<Attachment>(prepared(sql`select ${COLUMNS} from attachment where ${where} order by created_at, id`));

interface StoredAttachment extends Attachment {
  readonly storage_key: string;
  readonly document_type: string | null;
  readonly document_id: string | null;
}

async function selectStored(connection: Connection, id: string): Promise<StoredAttachment[]> {
  if (!isId(id)) return fail("FILE_MISSING");
  return connection.query<StoredAttachment>(
    prepared(sql`select ${COLUMNS}, storage_key, document_type, document_id from attachment where id = ${id}::uuid`),
  );
}

/** Those who read the document read its files; what belongs to no document yet is its uploader's. */
async function assertMayOpen(
  ctx: RequestContext,
  { document_type, document_id, created_by }: StoredAttachment,
): Promise<void> {
  if (document_type !== null && document_id !== null) return assertReadable(ctx, document_type, document_id);
  if (created_by !== ctx.principal.id) fail("FILE_MISSING");
}
