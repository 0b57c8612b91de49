import type { MailOutbox } from "./mail/mail-outbox.ts";
import type { IdentityCache } from "./people/identity-cache.ts";
import type { PeoplePorts } from "./people-ports.ts";
import type { AccessTokens } from "./sessions/access-tokens.ts";
import type { FileTickets } from "./sessions/file-tickets.ts";
import type { SessionStore } from "./sessions/session-store.ts";
import type { SignInAttempts } from "./sessions/sign-in-attempts.ts";

/** What the verbs of this layer work with. */
export interface PeopleParts extends PeoplePorts {
  readonly tokens: AccessTokens;
  readonly tickets: FileTickets;
  readonly sessions: SessionStore;
  readonly identities: IdentityCache;
  readonly mails: MailOutbox;
  readonly attempts: SignInAttempts;
}
