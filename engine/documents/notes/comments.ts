import { isStorableText } from "../../calculation/index.ts";
import { instantText, prepared, sql } from "../../database/index.ts";
import { fail, newId } from "../../kernel/index.ts";
import { assertMay, assertReadable } from "../reading/assert-readable.ts";
import type { Comment, Documents, RequestContext } from "../types.ts";

const BODY_MAX = 10_000;

/** What people say about a document, oldest first. Plain text: it is shown, never interpreted. */
export const comments: Documents["comments"] = {
  async list(ctx, doctype, id) {
    await assertReadable(ctx, doctype, id);
    return ctx.db.read(ctx.organization, (connection) =>
      connection.query<Comment>(
        prepared(sql`select id, body, created_by, ${instantText("created_at")} as created_at
          from comment where document_type = ${doctype} and document_id = ${id}::uuid order by created_at, id`),
      ),
    );
  },

  async add(ctx, doctype, id, body) {
    await assertMay(ctx, doctype, id, "comment");
    const comment = { id: newId(), body: checkedBody(body), created_at: ctx.clock.now(), created_by: ctx.principal.id };
    await ctx.db.read(ctx.organization, (connection) =>
      connection.query(
        prepared(sql`insert into comment (id, document_type, document_id, body, created_at, created_by)
          values (${comment.id}::uuid, ${doctype}, ${id}::uuid, ${comment.body}, ${comment.created_at}::timestamptz, ${comment.created_by}::uuid)`),
      ),
    );
    return comment;
  },

  async remove(ctx, doctype, id, comment) {
    await assertMay(ctx, doctype, id, "comment");
    const removed = await deleteOwn(ctx, doctype, id, comment);
    if (removed.length === 0) fail("COMMENT_NOT_FOUND");
  },
};

function checkedBody(body: unknown): string {
  if (typeof body !== "string" || body.trim() === "") return fail("COMMENT_EMPTY", {}, { pointer: "/body" });
  if (body.length > BODY_MAX) fail("COMMENT_TOO_LONG", { max: BODY_MAX }, { pointer: "/body" });
  if (!isStorableText(body)) fail("VALUE_MALFORMED", {}, { pointer: "/body" });
  return body;
}

/** Everybody removes his own comments only. */
const deleteOwn = (ctx: RequestContext, doctype: string, id: string, comment: string) =>
  ctx.db.read(ctx.organization, (connection) =>
    connection.query(
      prepared(sql`delete from comment where id::text = ${comment} and document_type = ${doctype}
        and document_id = ${id}::uuid and created_by = ${ctx.principal.id}::uuid returning id`),
    ),
  );
