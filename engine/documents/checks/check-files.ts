import { type FieldPlace, labelParams, walkFields } from "../../calculation/index.ts";
import { type Connection, prepared, sql } from "../../database/index.ts";
import { type ErrorDetail, errorDetail } from "../../kernel/index.ts";
import type { Work } from "../pipeline/work.ts";
import type { DocumentRow } from "../types.ts";

interface StoredFile {
  readonly id: string;
  readonly document_id: string | null;
  readonly created_by: string;
}

/**
 * A file or image field may newly hold only a file that already belongs to this document, or one the principal has just
 * uploaded and that belongs to none: nobody reads another document's file by naming it in his own.
 */
export async function checkFiles(connection: Connection, work: Work): Promise<readonly ErrorDetail[]> {
  const places = newFiles(work);
  if (places.length === 0) return [];
  const ids = places.map(({ value }) => String(value));
  const files = await connection.query<StoredFile>(
    prepared(sql`select id, document_id, created_by from attachment where id = any(${ids}::uuid[])`),
  );
  const mine = new Set(files.filter((file) => isUsable(work, file)).map(({ id }) => id));
  return places
    .filter(({ value }) => !mine.has(String(value)))
    .map(({ field, pointer }) => errorDetail("LINK_NOT_FOUND", pointer, labelParams(field)));
}

/** Where a file is held that was not held there before. */
export const newFiles = (work: Work): readonly FieldPlace[] =>
  [...walkFields(work.doctype, work.document, "files")].filter((place) => isNewFile(work, place));

function isNewFile({ stored }: Work, { field, value, table, row }: FieldPlace): boolean {
  if (value === null || value === undefined) return false;
  if (!table) return stored?.[field.id] !== value;
  const before = ((stored?.[table.id] ?? []) as readonly DocumentRow[]).find(({ id }) => id === row?.id);
  return before?.[field.id] !== value;
}

const isUsable = ({ ctx, document }: Work, file: StoredFile): boolean =>
  file.document_id === document.id || (file.document_id === null && file.created_by === ctx.principal.id);
