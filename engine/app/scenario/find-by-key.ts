import type { Documents, RequestContext } from "../../documents/index.ts";

/** Id of the one document called so ("411", "TVA20", "Acme"); null when there is none, or several. */
export async function findByKey(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  text: string,
): Promise<string | null> {
  const wish = { doctype, text };
  const found = (await documents.find(ctx, [wish]))(wish);
  return typeof found === "object" ? found.id : null;
}
