import { type FieldPlace, labelParams, storedRow, walkFields } from "../../calculation/index.ts";
import { type Connection, prepared, sql } from "../../database/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import { fileLimits, isAccepted } from "../files/file-limits.ts";
import type { Work } from "../run/work.ts";

interface StoredFile {
  readonly id: string;
  readonly document_id: string | null;
  readonly created_by: string;
  readonly content_type: string;
  readonly size_bytes: number;
}

/**
 * A file or image field may newly hold only a file that already belongs to this document, or one the principal has just
 * uploaded and that belongs to none: nobody reads another document's file by naming it in his own. `places` are its new files.
 */
export async function checkFiles(
  connection: Connection,
  work: Work,
  places: readonly FieldPlace[],
): Promise<readonly ErrorDetail[]> {
  const ids = places.map(({ value }) => String(value));
  const files = await connection.query<StoredFile>(
    prepared(
      sql`select id, document_id, created_by, content_type, size_bytes::int as size_bytes from attachment where id = any(${ids}::uuid[])`,
    ),
  );
  const mine = new Map(files.filter((file) => isUsable(work, file)).map((file) => [file.id, file]));
  return places.flatMap((place) => {
    const file = mine.get(String(place.value));
    return file ? misfits(place, file) : errorDetail("LINK_NOT_FOUND", place.pointer, labelParams(place.field));
  });
}

/** A file uploaded through one field may be set into another, which takes no other files than it would be sent. */
function misfits({ field, pointer }: FieldPlace, file: StoredFile): readonly ErrorDetail[] {
  if (field.type !== "file" && field.type !== "image") return [];
  const { max_bytes = file.size_bytes, ...limits } = fileLimits(field);
  if (!isAccepted(limits, file.content_type)) {
    return [errorDetail("FILE_TYPE_REFUSED", pointer, { type: file.content_type })];
  }
  return file.size_bytes > max_bytes ? [errorDetail("FILE_TOO_LARGE", pointer, { max_bytes })] : [];
}

/** Where a file is held that was not held there before. */
export const newFiles = (work: Work): readonly FieldPlace[] =>
  walkFields(work.doctype, work.document, "files").filter((place) => isNewFile(work, place));

function isNewFile({ stored }: Work, { field, value, table, row, index }: FieldPlace): boolean {
  if (value === null || value === undefined) return false;
  if (!table) return stored?.[field.id] !== value;
  return storedRow(stored, table.id, row?.id, index)?.[field.id] !== value;
}

const isUsable = ({ ctx, document }: Work, file: StoredFile): boolean =>
  file.document_id === document.id || (file.document_id === null && file.created_by === ctx.principal.id);
