import type { Connection } from "../../database/index.ts";
import { compileGetQuery } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import { addressable } from "../lifecycle/engine.ts";
import { assertId } from "../lifecycle/load-stored.ts";
import type { RequestContext } from "../types.ts";

/** What hangs on a document is for those who may read it. Raises ACCESS_DENIED, ID_INVALID, DOCUMENT_NOT_FOUND. */
export async function assertReadable(
  ctx: RequestContext,
  doctype: string,
  id: string,
  connection?: Connection,
): Promise<void> {
  addressable(ctx.registry, doctype);
  const access = ctx.access.readAccess(doctype);
  assertId(id);
  const statement = compileGetQuery(ctx.registry, doctype, { id, fields: ["id"] }, access);
  const read = (from: Connection) => from.queryText(statement);
  const found = connection ? await read(connection) : await ctx.db.read(ctx.organization, read);
  if (found === null) fail("DOCUMENT_NOT_FOUND");
}
