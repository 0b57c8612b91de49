import { isSubmittable } from "../../calculation/index.ts";
import { compileListQuery, type Filter } from "../../database/query/index.ts";
import { type IncomingLink, incomingLinks } from "../pipeline/references.ts";
import type { LinkedDocument, RequestContext } from "../types.ts";
import { assertReadable } from "./assert-readable.ts";

const PER_DOCTYPE_MAX = 50;

/** Documents that point to this one by what the principal may read of them, newest first. One statement per place that may point here. */
export async function listLinks(ctx: RequestContext, doctype: string, id: string): Promise<readonly LinkedDocument[]> {
  await assertReadable(ctx, doctype, id);
  const { access } = ctx;
  const places = incomingLinks(ctx.registry, doctype).filter(
    (link) => access.can(link.doctype.id, "read") && link.level <= access.highestReadLevel(link.doctype.id),
  );
  return ctx.db.read(ctx.organization, async (connection) => {
    const found: LinkedDocument[] = [];
    for (const place of places) {
      const field = place.rows ? `${place.rows.field}.${place.column}` : place.column;
      const text = await connection.queryText(placeQuery(ctx, place, field, doctype, id));
      const { items } = JSON.parse(text ?? '{"items":[]}') as { readonly items: readonly Item[] };
      for (const { id: linked, $title: title = null, docstatus } of items)
        found.push({ doctype: place.doctype.id, field, id: linked, title, is_submitted: docstatus === "submitted" });
    }
    return found;
  });
}

interface Item {
  readonly id: string;
  readonly $title?: string | null;
  readonly docstatus?: string;
}

function placeQuery(ctx: RequestContext, place: IncomingLink, field: string, target: string, id: string) {
  const value = place.isDynamic ? { type: target, id } : id;
  const filter: Filter = { field, op: "eq", value };
  const fields = ["id", "$title", ...(isSubmittable(place.doctype) ? ["docstatus"] : [])];
  const query = { fields, filter, sort: ["-created_at"], limit: PER_DOCTYPE_MAX };
  return compileListQuery(ctx.registry, place.doctype.id, query, ctx.access.readAccess(place.doctype.id));
}
