import { isStorableText } from "../../calculation/index.ts";
import { type Connection, prepared, sql } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import { assertMay, assertReadable } from "../reading/assert-readable.ts";
import type { Documents, RequestContext } from "../types.ts";

const TAG_MAX = 50;

/** Words people put on a document to find it again; shared by the organization. */
export const tags: Documents["tags"] = {
  async list(ctx, doctype, id) {
    await assertReadable(ctx, doctype, id);
    return ctx.db.read(ctx.organization, (connection) => tagsOf(connection, doctype, id));
  },

  add: (ctx, doctype, id, tag) =>
    changeTags(ctx, doctype, id, (connection) =>
      connection.query(
        prepared(sql`insert into document_tag (document_type, document_id, tag, created_at, created_by)
          values (${doctype}, ${id}::uuid, ${checkedTag(tag)}, ${ctx.clock.now()}::timestamptz, ${ctx.principal.id}::uuid)
          on conflict do nothing`),
      ),
    ),

  remove: (ctx, doctype, id, tag) =>
    changeTags(ctx, doctype, id, (connection) =>
      connection.query(
        prepared(sql`delete from document_tag
          where document_type = ${doctype} and document_id = ${id}::uuid and tag = ${checkedTag(tag)}`),
      ),
    ),
};

async function changeTags(
  ctx: RequestContext,
  doctype: string,
  id: string,
  change: (connection: Connection) => Promise<unknown>,
): Promise<readonly string[]> {
  await assertMay(ctx, doctype, id, "comment");
  return ctx.db.read(ctx.organization, async (connection) => {
    await change(connection);
    return tagsOf(connection, doctype, id);
  });
}

function checkedTag(tag: unknown): string {
  const text = typeof tag === "string" ? tag.trim() : "";
  if (text === "" || text.length > TAG_MAX || !isStorableText(text)) fail("TAG_INVALID", {}, { pointer: "/tag" });
  return text;
}

async function tagsOf(connection: Connection, doctype: string, id: string): Promise<readonly string[]> {
  const rows = await connection.query<{ readonly tag: string }>(
    prepared(
      sql`select tag from document_tag where document_type = ${doctype} and document_id = ${id}::uuid order by tag`,
    ),
  );
  return rows.map(({ tag }) => tag);
}
