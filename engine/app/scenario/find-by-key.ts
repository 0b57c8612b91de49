import type { Documents, RequestContext } from "../../documents/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";

/** Fields a person would name a document of this doctype by: unique texts, then what the search looks into, then the number. */
function namingFields(doctype: ResolvedDoctype): readonly string[] {
  const unique = doctype.fieldList
    .filter((field) => field.unique === true && field.type === "text")
    .map(({ id }) => id);
  const inUnique = Object.values(doctype.unique ?? {}).flatMap((fields) => (fields.length === 1 ? fields : []));
  const searched = (doctype.search ?? []).filter((path) => !path.includes("."));
  return [...new Set([...unique, ...inUnique, ...searched, ...(doctype.number ? ["number"] : [])])];
}

/** Id of the one document called so ("411", "TVA20", "Acme"); null when there is none, or several. */
export async function findByKey(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  key: string,
): Promise<string | null> {
  for (const field of namingFields(ctx.registry.doctype(doctype))) {
    const filter = { field, op: "eq", value: key } as const;
    const { items } = await documents.list(ctx, doctype, { fields: ["id"], filter, limit: 2 });
    if (items.length === 1) return items[0]!.id;
  }
  return null;
}
