import type { Documents, RequestContext } from "../../../../engine/documents/index.ts";
import type { ComputeAnswer } from "../../../../engine/http/api-types.ts";
import { isPerfexError } from "../../../../engine/kernel/index.ts";
import type { AgreementCase, Opened } from "./agreement-case.ts";

/** What `POST …/compute` answers a form, or what it is refused with. */
async function answer(documents: Documents, ctx: RequestContext, doctype: string, asks: object) {
  try {
    return (await documents.compute(ctx, doctype, asks)) as unknown as ComputeAnswer;
  } catch (error) {
    if (isPerfexError(error)) return `${error.code} ${error.pointer ?? ""}`;
    throw error;
  }
}

/** A case as it is opened again, with what the server told where the form says that it must ask; or what it was refused with. */
export async function askServer(
  documents: Documents,
  ctx: RequestContext,
  one: AgreementCase,
  { needsServer, asks }: Opened,
): Promise<AgreementCase & { readonly refused?: string }> {
  if (!needsServer) return one;
  const told = await answer(documents, ctx, one.doctype, asks);
  return typeof told === "string" ? { ...one, refused: told } : { ...one, told };
}
