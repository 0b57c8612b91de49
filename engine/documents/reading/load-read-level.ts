import { compileReadLevelQuery } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";
import { assertReadable } from "./assert-readable.ts";

/**
 * The level at which the principal reads this document: what hangs on it is told as far as the document itself. Raises what
 * `assertReadable` raises.
 */
export async function loadReadLevel(ctx: RequestContext, doctype: string, id: string): Promise<number> {
  await assertReadable(ctx, doctype, id);
  const { access } = ctx;
  if (access.leastReadLevel(doctype) === access.highestReadLevel(doctype)) return access.leastReadLevel(doctype);
  const query = compileReadLevelQuery(ctx.registry, doctype, id, access.readAccess(doctype));
  const level = await ctx.db.read(ctx.organization, (connection) => connection.queryText(query));
  return level === null ? fail("DOCUMENT_NOT_FOUND") : Number(level);
}
