import { compileListQuery, type ListQuery } from "../../database/query/index.ts";
import { mustExist } from "../../kernel/index.ts";
import { addressable } from "../run/engine.ts";
import type { RequestContext } from "../types.ts";

/** One page as the JSON text Postgres built; only documents and fields the principal reads. */
export async function listText(ctx: RequestContext, doctype: string, query: ListQuery): Promise<string> {
  addressable(ctx.registry, doctype);
  const statement = compileListQuery(ctx.registry, doctype, query, ctx.access.readAccess(doctype));
  const text = await ctx.db.read(ctx.organization, (connection) => connection.queryText(statement));
  return mustExist(text, "the page of a list");
}
