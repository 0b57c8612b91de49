import type { Database } from "../../database/index.ts";
import type { RateLimits } from "../routing/rate-limits.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { IdentityCache } from "./identity-cache.ts";
import type { MailOutbox } from "./mail-outbox.ts";
import type { SessionStore } from "./session-store.ts";

/** What sign-in works with. */
export interface AuthPorts {
  readonly db: Database;
  readonly tokens: AccessTokens;
  readonly sessions: SessionStore;
  readonly identities: IdentityCache;
  readonly mails: MailOutbox;
  readonly limits: RateLimits;
  /** Where the screens are, without a slash at the end. Links in mails begin with it, never with what a request claims. */
  readonly publicUrl: string;
}
