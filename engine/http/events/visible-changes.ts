import type { Documents, RequestContext } from "../../documents/index.ts";
import type { ChangeEvent } from "../api-types.ts";
import type { Changes } from "./change-hub.ts";

/** The changes a person may know of: doctypes they may read, and where a row rule applies only the documents it lets them see. */
export async function visibleChanges(
  documents: Documents,
  ctx: RequestContext,
  changes: Changes,
): Promise<readonly ChangeEvent[]> {
  const known = changes.filter(
    ({ document_type }) => ctx.registry.doctypes.has(document_type) && ctx.access.can(document_type, "read"),
  );
  const ruled = [...new Set(known.map((change) => change.document_type))].filter(
    (doctype) => ctx.access.readAccess(doctype).where !== null,
  );
  const visible = new Map(
    await Promise.all(
      ruled.map(async (doctype) => {
        const ids = known.filter((change) => change.document_type === doctype).map((change) => change.document_id);
        const filter = { field: "id", op: "in", value: [...new Set(ids)] } as const;
        const page = await documents.list(ctx, doctype, { fields: ["id"], filter, limit: 1000 });
        return [doctype, new Set(page.items.map(({ id }) => id))] as const;
      }),
    ),
  );
  return known
    .filter((change) => visible.get(change.document_type)?.has(change.document_id) ?? true)
    .map(({ document_type, document_id, event, version }) => ({
      doctype: document_type,
      id: document_id,
      verb: event,
      version,
    }));
}
