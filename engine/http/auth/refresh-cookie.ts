import type { IncomingHttpHeaders } from "node:http";
import { REFRESH_DAYS } from "../../identity/index.ts";

const NAME = "perfex_refresh";
/** Sent only where it is needed; scripts cannot read it, other sites cannot make a browser send it. */
const ATTRIBUTES = "Path=/api/auth; HttpOnly; SameSite=Strict";

export function refreshCookie(token: string, isSecure: boolean): string {
  return `${NAME}=${token}; Max-Age=${REFRESH_DAYS * 86_400}; ${ATTRIBUTES}${isSecure ? "; Secure" : ""}`;
}

export function clearedCookie(isSecure: boolean): string {
  return `${NAME}=; Max-Age=0; ${ATTRIBUTES}${isSecure ? "; Secure" : ""}`;
}

export function refreshTokenOf(headers: IncomingHttpHeaders): string | undefined {
  return new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]{20,200})`).exec(headers.cookie ?? "")?.[1];
}
