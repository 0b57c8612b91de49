import { expect } from "@jest/globals";
import { SINGLE_ID } from "../../../../engine/documents/index.ts";
import type { MetaAnswer } from "../../../../engine/http/api-types.ts";
import type { Client } from "../../../../tests/reliability/support/http-client.ts";
import type { AgreementInput } from "./agreement-case.ts";

/** Everything a person may see, as lists answer it. */
export async function allRecords(client: Client, meta: MetaAnswer): Promise<AgreementInput["records"]> {
  const found: Record<string, AgreementInput["records"][string]> = {};
  for (const doctype of Object.values(meta.doctypes)) {
    if (doctype.kind === "child") continue;
    const fields = Object.entries(doctype.fields).flatMap(([id, { type }]) =>
      type === "table" || type === "secret" ? [] : [id],
    );
    const isSingle = doctype.kind === "single";
    const path = isSingle ? SINGLE_ID : `?limit=500&fields=id,${fields.join(",")}`;
    const { status, body } = await client.get(`/api/v1/${doctype.id}${isSingle ? "/" : ""}${path}`);
    expect([doctype.id, status]).toEqual([doctype.id, 200]);
    found[doctype.id] = (isSingle ? [body] : body["items"]) as AgreementInput["records"][string];
  }
  return found;
}
