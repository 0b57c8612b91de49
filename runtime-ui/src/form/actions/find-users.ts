import type { LinkedDocumentAnswer } from "../../../../engine/http/api-types.ts";
import { getLinkedDocuments } from "../../api/documents.ts";

export type UsedVerb = "cancel" | "remove";

/**
 * The documents for which this one cannot be cancelled (submitted ones that name it) or deleted (any). Those a person may not
 * read are not among them, and none where they cannot be asked for: for these it is refused when it is done.
 */
export async function findUsers(doctype: string, id: string, verb: UsedVerb): Promise<readonly LinkedDocumentAnswer[]> {
  const links = await getLinkedDocuments(doctype, id).catch(() => []);
  const users = links.filter((link) => link.id !== id && (verb === "remove" || link.is_submitted));
  return [...new Map(users.map((user) => [user.id, user])).values()];
}
