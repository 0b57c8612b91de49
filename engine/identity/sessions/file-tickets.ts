import { jwtVerify, SignJWT } from "jose";
import { fail } from "../../kernel/index.ts";
import type { TokenClaims } from "../people/identity.ts";

/** Long enough to look at a file and to load it again, too short to be worth passing on. */
const TICKET_SECONDS = 10 * 60;
const ALGORITHM = "HS256";

/** Lets one person, in one session and one organization, open what is at one path. */
export interface FileTicket extends TokenClaims {
  readonly organization: string;
  readonly path: string;
}

export interface FileTickets {
  sign(ticket: FileTicket): Promise<string>;
  /** Raises AUTH_TICKET_INVALID: forged, expired, or for another path. */
  verify(text: string, path: string): Promise<FileTicket>;
}

/**
 * A tab that a browser opens sends no token, so what it may open stands in its address. The secret is not that of the access
 * tokens: a ticket is none.
 */
export function createFileTickets(secret: Uint8Array, now: () => number = Date.now): FileTickets {
  return {
    sign: ({ userId, sessionId, organization, path }) => {
      const seconds = Math.floor(now() / 1000);
      return new SignJWT({ sid: sessionId, org: organization, path })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(userId)
        .setExpirationTime(seconds + TICKET_SECONDS)
        .sign(secret);
    },
    async verify(text, path) {
      const options = { algorithms: [ALGORITHM], requiredClaims: ["sub", "sid", "org", "path", "exp"] };
      const verified = await jwtVerify(text, secret, { ...options, currentDate: new Date(now()) }).catch(() => null);
      if (verified?.payload["path"] !== path) return fail("AUTH_TICKET_INVALID");
      const { sub, sid, org } = verified.payload;
      return { userId: String(sub), sessionId: String(sid), organization: String(org), path };
    },
  };
}
