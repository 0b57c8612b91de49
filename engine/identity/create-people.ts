import type { OrganizationRef } from "../database/index.ts";
import type { Language, Soon } from "../kernel/index.ts";
import { createMailOutbox } from "./mail/mail-outbox.ts";
import { createOrganization, type NewOrganization } from "./organizations/create-organization.ts";
import {
  inviteMember,
  listMembers,
  type Member,
  type MemberChanges,
  removeMember,
  updateMember,
} from "./organizations/members.ts";
import {
  loadOrganization,
  type OrganizationChanges,
  type OrganizationState,
  updateOrganization,
} from "./organizations/organization-state.ts";
import type { Identity, SignedInPerson } from "./people/identity.ts";
import { createIdentityCache } from "./people/identity-cache.ts";
import { loadNames } from "./people/identity-store.ts";
import { type ProfileChanges, updateProfile } from "./people/profile.ts";
import { forgotPassword, resetPassword } from "./people/recovery.ts";
import { type Registration, register, verifyEmail } from "./people/registration.ts";
import { removePerson } from "./people/remove-person.ts";
import { type PersonToSave, type SavedPerson, savePerson } from "./people/save-person.ts";
import type { PeopleParts } from "./people-parts.ts";
import type { PeoplePorts } from "./people-ports.ts";
import { loadSecret } from "./secrets/load-secret.ts";
import { createAccessTokens } from "./sessions/access-tokens.ts";
import { createFileTickets } from "./sessions/file-tickets.ts";
import { identify, redeem } from "./sessions/identify.ts";
import { createSessionStore, type Device } from "./sessions/session-store.ts";
import { openSession, refresh, type SignedIn, signIn } from "./sessions/sign-in.ts";
import { createSignInAttempts } from "./sessions/sign-in-attempts.ts";

/** The one door to who is asking: people, their sessions, and the organizations they belong to. */
export interface People {
  /** null when unknown or deactivated; remembered for a moment, forgotten at once when it changes. */
  get(userId: string): Soon<Identity | null>;
  /** Names by id; those unknown are absent. */
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Calls back when a person's rights or sessions changed, `*` when anybody's may have. */
  onChange(listener: (userId: string) => void): () => void;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly organizations: Organizations;
  readonly members: Members;
  close(): Promise<void>;
}

export interface Accounts {
  register(wanted: Registration): Promise<void>;
  verifyEmail(token: string): Promise<void>;
  forgotPassword(email: string, language: Language): Promise<void>;
  resetPassword(token: string, password: string): Promise<void>;
  update(person: SignedInPerson, changes: ProfileChanges): Promise<Identity>;
  save(person: PersonToSave): Promise<SavedPerson>;
  /** With the organizations they made. */
  remove(email: string): Promise<void>;
}

export interface Sessions {
  identify(accessToken: string): Soon<SignedInPerson>;
  /** Lets a tab of this person's browser open what is at a path of the organization, for some minutes of this session. */
  ticket(person: SignedInPerson, organization: string, path: string): Promise<string>;
  /** Raises AUTH_TICKET_INVALID, AUTH_SESSION_ENDED. */
  redeem(ticket: string, path: string): Promise<SignedInPerson & { readonly organization: string }>;
  signIn(credentials: { readonly email: string; readonly password: string }, device: Device): Promise<SignedIn>;
  refresh(refreshToken: string): Promise<SignedIn>;
  /** Without a password. */
  open(userId: string, device: Device): Promise<SignedIn>;
  /** Ends the session a refresh token belongs to; unknown tokens are no error. */
  endByToken(refreshToken: string): Promise<void>;
  end(person: SignedInPerson): Promise<void>;
  endAll(userId: string): Promise<void>;
}

export interface Organizations {
  create(creator: string, wanted: NewOrganization): Promise<OrganizationRef & { readonly slug: string }>;
  load(id: string): Promise<OrganizationState>;
  update(id: string, changes: OrganizationChanges): Promise<OrganizationState>;
}

export interface Members {
  list(organization: string): Promise<readonly Member[]>;
  invite(
    organization: { readonly id: string; readonly name: string },
    inviter: Identity,
    wanted: { readonly email: string; readonly roles: readonly string[] },
  ): Promise<Member>;
  update(organization: string, user: string, changes: MemberChanges): Promise<Member>;
  remove(organization: string, user: string): Promise<void>;
}

/** Needs the platform's tables. */
export async function createPeople(ports: PeoplePorts): Promise<People> {
  const { db } = ports;
  const identities = await createIdentityCache(db);
  const parts: PeopleParts = {
    ...ports,
    identities,
    sessions: createSessionStore(db, identities),
    tokens: createAccessTokens(await loadSecret(db, "access_tokens")),
    tickets: createFileTickets(await loadSecret(db, "file_tickets")),
    mails: createMailOutbox(ports.mailQueue, ports.publicUrl),
    attempts: createSignInAttempts(),
  };
  return {
    get: identities.get,
    namesOf: (userIds) => loadNames(db, userIds),
    onChange: identities.onChange,
    accounts: accountsOf(parts),
    sessions: sessionsOf(parts),
    organizations: {
      create: (creator, wanted) => createOrganization(parts, creator, wanted),
      load: (id) => loadOrganization(parts, id),
      update: (id, changes) => updateOrganization(parts, id, changes),
    },
    members: {
      list: (organization) => listMembers(parts, organization),
      invite: (organization, inviter, wanted) => inviteMember(parts, organization, inviter, wanted),
      update: (organization, user, changes) => updateMember(parts, organization, user, changes),
      remove: (organization, user) => removeMember(parts, organization, user),
    },
    close: identities.close,
  };
}

function accountsOf(parts: PeopleParts): Accounts {
  return {
    register: (wanted) => register(parts, wanted),
    verifyEmail: (token) => verifyEmail(parts, token),
    forgotPassword: (email, language) => forgotPassword(parts, email, language),
    resetPassword: (token, password) => resetPassword(parts, token, password),
    update: (person, changes) => updateProfile(parts, person, changes),
    save: (person) => savePerson(parts, person),
    remove: (email) => removePerson(parts, email),
  };
}

function sessionsOf(parts: PeopleParts): Sessions {
  const { db, sessions } = parts;
  return {
    identify: (accessToken) => identify(parts, accessToken),
    ticket: ({ identity, sessionId }, organization, path) =>
      parts.tickets.sign({ userId: identity.id, sessionId, organization, path }),
    redeem: (ticket, path) => redeem(parts, ticket, path),
    signIn: (credentials, device) => signIn(parts, credentials, device),
    refresh: (refreshToken) => refresh(parts, refreshToken),
    open: (userId, device) => openSession(parts, userId, device),
    endByToken: sessions.endByToken,
    end: ({ identity, sessionId }) => sessions.end(identity.id, sessionId, "signed out"),
    endAll: (userId) => db.transaction(null, (tx) => sessions.endAll(tx, userId, "signed out everywhere")),
  };
}
