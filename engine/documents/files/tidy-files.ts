import { fieldIndex, isSubmittable } from "../../calculation/index.ts";
import { type Database, ident, joinSql, type OrganizationRef, type Sql, sql } from "../../database/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { FileStore } from "../types.ts";

/** Longer than a form is left open or a draft kept in a browser. */
const KEPT_DAYS = 30;
const FILES_PER_STEP = 200;

export interface TidyFiles {
  readonly db: Database;
  readonly files: FileStore;
}

/**
 * Removes files nobody can reach: uploads that no document took, and those a field holds no longer. What a document that is no draft
 * any more once held stays with it. A step is one short transaction; the bytes go once the rows are gone.
 */
export async function tidyFiles(parts: TidyFiles, organization: OrganizationRef, registry: Registry): Promise<void> {
  const holders = [...registry.doctypes.values()].filter(({ kind }) => kind !== "child").flatMap(replacedFiles);
  for (const condition of [sql`document_id is null`, ...holders]) {
    while ((await removeSome(parts, organization, condition)) === FILES_PER_STEP);
  }
}

async function removeSome({ db, files }: TidyFiles, organization: OrganizationRef, condition: Sql): Promise<number> {
  const removed = await db.read(organization, (connection) =>
    connection.query<{ readonly storage_key: string }>(sql`
      delete from attachment where id in (
        select id from attachment
        where field is not null and created_at < now() - make_interval(days => ${KEPT_DAYS}) and ${condition}
        limit ${FILES_PER_STEP} for update skip locked)
      returning storage_key`),
  );
  for (const { storage_key } of removed) await files.remove(storage_key);
  return removed.length;
}

/** Files of this doctype's documents that none of its fields holds; nothing where it has no such fields. */
function replacedFiles(doctype: ResolvedDoctype): readonly Sql[] {
  const held = [
    heldBy(doctype.table, "id", fieldIndex(doctype).files),
    ...fieldIndex(doctype).tables.map(({ child }) => heldBy(child.table, "parent", fieldIndex(child).files)),
  ].filter((one) => one !== null);
  if (held.length === 0) return [];
  const final = isSubmittable(doctype)
    ? [sql`exists (select from ${ident(doctype.table)} _d where _d.id = document_id and _d.docstatus <> 'draft')`]
    : [];
  return [
    sql`document_type = ${doctype.id} and document_id is not null and not (${joinSql([...held, ...final], " or ")})`,
  ];
}

function heldBy(table: string, key: "id" | "parent", fields: readonly ResolvedField[]): Sql | null {
  if (fields.length === 0) return null;
  const columns = joinSql(fields.map(({ id }) => sql`_h.${ident(id)}`));
  return sql`exists (select from ${ident(table)} _h where _h.${ident(key)} = document_id and attachment.id in (${columns}))`;
}
