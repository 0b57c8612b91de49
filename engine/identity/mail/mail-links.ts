import { sql, type Transaction } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import { hashToken, newToken } from "../sessions/session-store.ts";

export type LinkPurpose = "verify" | "reset";

const VALID_HOURS: Readonly<Record<LinkPurpose, number>> = { verify: 24, reset: 1 };

/** Makes the secret part of a link sent by mail. */
export async function makeMailLink(
  tx: Transaction,
  purpose: LinkPurpose,
  emailKey: string,
  payload: object,
): Promise<string> {
  const token = newToken();
  await tx.query(sql`
    insert into platform.mail_links (hash, purpose, email_key, payload, expires_at)
    values (${hashToken(token)}, ${purpose}, ${emailKey}, ${JSON.stringify(payload)}, now() + make_interval(hours => ${VALID_HOURS[purpose]}))`);
  return token;
}

export interface UsedLink<Payload> {
  readonly emailKey: string;
  readonly payload: Payload;
}

/** Takes a link out of the world: it works once, and all others of its kind for this address end with it. Raises AUTH_LINK_INVALID. */
export async function useMailLink<Payload>(
  tx: Transaction,
  purpose: LinkPurpose,
  token: string,
): Promise<UsedLink<Payload>> {
  if (token.length > 200) return fail("AUTH_LINK_INVALID");
  const [link] = await tx.query<{ email_key: string; payload: Payload; is_valid: boolean }>(sql`
    delete from platform.mail_links where hash = ${hashToken(token)} and purpose = ${purpose}
    returning email_key, payload, expires_at > now() as is_valid`);
  if (!link?.is_valid) return fail("AUTH_LINK_INVALID");
  await tx.query(sql`delete from platform.mail_links where email_key = ${link.email_key} and purpose = ${purpose}`);
  return { emailKey: link.email_key, payload: link.payload };
}
