import type { OrganizationRef } from "../../database/index.ts";
import type { Language } from "../../kernel/index.ts";

/** The role that governs an organization: its members, settings and metadata. Declared by the core metadata like any other role. */
export const ADMINISTRATOR_ROLE = "administrator";

/** A person as every request needs to know them. */
export interface Identity {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly theme: "light" | "dark" | "system";
  /** Active memberships in active organizations, the oldest first. */
  readonly memberships: readonly Membership[];
  /** Ids of the sessions that are alive. */
  readonly sessions: ReadonlySet<string>;
}

export interface Membership {
  readonly organization: OrganizationRef & { readonly slug: string; readonly name: string };
  readonly roles: readonly string[];
  readonly isAdministrator: boolean;
}

/** A person whose session is alive. */
export interface SignedInPerson {
  readonly identity: Identity;
  readonly sessionId: string;
}

/** What a request proves by its access token. */
export interface TokenClaims {
  readonly userId: string;
  readonly sessionId: string;
}
