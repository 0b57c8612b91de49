import { compileGetQuery } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import type { RequestContext } from "../types.ts";

/** Raises DOCUMENT_NOT_FOUND when the document does not exist for the principal, ACCESS_DENIED when he reads none of its kind. */
export async function getText(
  ctx: RequestContext,
  doctype: string,
  id: string,
  expand?: readonly string[],
): Promise<string> {
  const query = compileGetQuery(
    ctx.registry,
    doctype,
    { id, ...(expand ? { expand } : {}) },
    ctx.access.readAccess(doctype),
  );
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(query));
  return text ?? fail("DOCUMENT_NOT_FOUND");
}
