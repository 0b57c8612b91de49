import { fieldIndex } from "../../calculation/index.ts";
import { type Connection, instantText, prepared, type Sql, sql } from "../../database/index.ts";
import { fail, isId, isPerfexError, newId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { assertMay, assertReadable } from "../reading/assert-readable.ts";
import { loadReadLevel } from "../reading/load-read-level.ts";
import { addressable, type Engine } from "../run/engine.ts";
import type { Attachment, Documents, NewFile, RequestContext } from "../types.ts";
import { sha256 } from "../values/canonical-json.ts";
import { newFileKey } from "./file-key.ts";
import { type FileLimits, fileLimits, isAccepted } from "./file-limits.ts";
import { fileHeaders, safeFileName } from "./file-name.ts";
import { sniffType } from "./sniff-type.ts";

const BYTES_MAX = 25_000_000;
/** Runs where it is opened: of no use to anybody here. */
const REFUSED_TYPES: ReadonlySet<string> = new Set([
  "application/x-msdownload",
  "application/x-elf",
  "application/x-mach-binary",
]);

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
      await ctx.db.transaction(ctx.organization, (tx) => tx.query(insertAttachment(attachment, home, key)));
    } catch (error) {
      // Where it may have been written all the same, its bytes may be asked for.
      const isOpen = isPerfexError(error) && error.code === "DATABASE_OUTCOME_UNKNOWN";
      if (!isOpen) await ports.files.remove(key);
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

    find: async (ctx, id) => (await findOpenable(ctx, id)).attachment,

    async open(ctx, id, disposition = "attachment") {
      const { attachment, key } = await findOpenable(ctx, id);
      return { attachment, stream: await ports.files.get(key), headers: fileHeaders(attachment, disposition) };
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

/** The field a file is uploaded for. One above the person's level does not exist for him. Raises ACCESS_DENIED, FIELD_UNKNOWN. */
function fieldToFill(ctx: RequestContext, doctype: string, fieldPath: string): FileLimits {
  if (!ctx.access.can(doctype, "update")) ctx.access.assertCan(doctype, "create");
  const field = findFileField(addressable(ctx.registry, doctype), fieldPath);
  // Of no document yet: the one that takes the file is judged by the grants that cover it.
  if (!field || field.level > ctx.access.highestWriteLevel(doctype)) {
    return fail("FIELD_UNKNOWN", { field: fieldPath, doctype, suggestion_fr: "", suggestion_en: "" });
  }
  return field.limits;
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
  if (REFUSED_TYPES.has(content_type) || !isAccepted(limits, content_type))
    fail("FILE_TYPE_REFUSED", { type: content_type });
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

/** A field that holds files, and the level of rights it takes: its own, or that of the table it is in. */
interface FileField {
  readonly limits: FileLimits;
  readonly level: number;
}

/** `field` or `table.column`; null for anything but a file or image field. */
function findFileField(doctype: ResolvedDoctype, path: string): FileField | null {
  const [first = "", second] = path.split(".");
  const outer = fieldIndex(doctype).byId.get(first);
  const field = outer?.type === "table" && second ? fieldIndex(outer.child).byId.get(second) : outer;
  if (field?.type !== "file" && field?.type !== "image") return null;
  return { limits: fileLimits(field), level: Math.max(outer?.level ?? 0, field.level ?? 0) };
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
  readonly field: string | null;
}

async function selectStored(connection: Connection, id: string): Promise<StoredAttachment[]> {
  if (!isId(id)) return fail("FILE_MISSING");
  return connection.query<StoredAttachment>(
    prepared(
      sql`select ${COLUMNS}, storage_key, document_type, document_id, field from attachment where id = ${id}::uuid`,
    ),
  );
}

/** A file the person may open, and where its bytes are. Raises FILE_MISSING and what stands against reading its document. */
async function findOpenable(
  ctx: RequestContext,
  id: string,
): Promise<{ readonly attachment: Attachment; readonly key: string }> {
  const [found] = await ctx.db.read(ctx.organization, (connection) => selectStored(connection, id));
  if (!found) return fail("FILE_MISSING");
  await assertMayOpen(ctx, found);
  const { storage_key: key, document_type: _type, document_id: _id, field: _field, ...attachment } = found;
  return { attachment, key };
}

/**
 * Those who read the document read its files, and those of its fields where they read the field; what belongs to no document yet is
 * its uploader's.
 */
async function assertMayOpen(
  ctx: RequestContext,
  { document_type, document_id, field, created_by }: StoredAttachment,
): Promise<void> {
  if (document_type !== null && document_id !== null) {
    const level = await loadReadLevel(ctx, document_type, document_id);
    if (field === null) return;
    const holder = findFileField(addressable(ctx.registry, document_type), field);
    if (!holder || holder.level > level) fail("FILE_MISSING");
    return;
  }
  if (created_by !== ctx.principal.id) fail("FILE_MISSING");
}
