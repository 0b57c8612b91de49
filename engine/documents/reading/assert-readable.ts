import type { SideAction } from "../../contract/index.ts";
import type { Connection } from "../../database/index.ts";
import { compileGetQuery, type ReadAccess } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import { addressable } from "../run/engine.ts";
import { assertId } from "../stored/load-stored.ts";
import type { RequestContext } from "../types.ts";

/**
 * May this person do what leaves the document as it is: print it, comment on it? Raises what `assertReadable` raises, and
 * ACCESS_DENIED, ACCESS_ROW_DENIED.
 */
export async function assertMay(
  ctx: RequestContext,
  doctype: string,
  id: string,
  action: SideAction,
  connection?: Connection,
): Promise<void> {
  const rule = ctx.access.actionRule(doctype, action);
  await assertReadable(ctx, doctype, id, connection);
  if (rule === null) return;
  const access = ctx.access.readAccess(doctype);
  const covered = { ...access, where: rule, key: `${access.key} ${action}` };
  if (!(await isThere(ctx, doctype, id, covered, connection))) fail("ACCESS_ROW_DENIED", { doctype, action });
}

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
  if (!(await isThere(ctx, doctype, id, access, connection))) fail("DOCUMENT_NOT_FOUND");
}

async function isThere(
  ctx: RequestContext,
  doctype: string,
  id: string,
  access: ReadAccess,
  connection: Connection | undefined,
): Promise<boolean> {
  const statement = compileGetQuery(ctx.registry, doctype, { id, fields: ["id"] }, access);
  const read = (from: Connection) => from.queryText(statement);
  return (connection ? await read(connection) : await ctx.db.read(ctx.organization, read)) !== null;
}
