import type { Database, OrganizationRef, ReadAccess } from "../../database/index.ts";
import { type AccessPolicy, createRequestContext, type Principal, type RequestContext } from "../../documents/index.ts";
import { type Identity, loadIdentity, type Membership } from "../../http/index.ts";
import { type Clock, fail, newId } from "../../kernel/index.ts";
import type { RegistryStore } from "../../registry/index.ts";
import { createOrganizationClocks } from "./organization-clock.ts";

/** In the history, who did what no person asked for. */
const SYSTEM_ID = "00000000-0000-7000-8000-000000000000";

export interface Contexts {
  /** A person at work in one of their organizations. */
  ofMember(identity: Identity, membership: Membership, requestId: string): Promise<RequestContext>;
  /** A person by id, with the rights of now. Raises ORGANIZATION_NOT_MEMBER. */
  ofUser(organizationId: string, userId: string, requestId: string): Promise<RequestContext>;
  /** Work nobody in particular asked for; `reason` stays in the history. */
  ofSystem(organization: OrganizationRef, reason: string): Promise<RequestContext>;
  /** Somebody with exactly these roles; for seeds and scenarios. */
  ofRoles(
    organization: OrganizationRef,
    principal: Pick<Principal, "id" | "email" | "roles">,
    clock?: Clock,
  ): Promise<RequestContext>;
}

export function createContexts(db: Database, registries: RegistryStore): Contexts {
  const clockOf = createOrganizationClocks(db);

  async function create(
    { id, schema }: OrganizationRef,
    principal: Principal,
    requestId: string = newId(),
    fixed?: Clock,
  ): Promise<RequestContext> {
    const registry = registries.loaded(id) ?? (await registries.current(id));
    const clock = fixed ?? (await clockOf({ id, schema }));
    const ctx = createRequestContext({ db, organization: { id, schema }, registry, principal, clock, requestId });
    return { ...ctx, access: underClock(ctx.access, clock) };
  }

  const ofMember: Contexts["ofMember"] = ({ id, email, language }, { organization, roles }, requestId) =>
    create(organization, { kind: "user", id, email, roles, language }, requestId);

  return {
    ofMember,
    async ofUser(organizationId, userId, requestId) {
      const identity = await loadIdentity(db, userId);
      const membership = identity?.memberships.find(({ organization }) => organization.id === organizationId);
      if (!identity || !membership) return fail("ORGANIZATION_NOT_MEMBER", { organization: organizationId });
      return ofMember(identity, membership, requestId);
    },
    ofSystem: (organization, reason) =>
      create(organization, { kind: "system", id: SYSTEM_ID, email: "system", roles: [], language: "fr", reason }),
    ofRoles: (organization, { id, email, roles }, clock) =>
      create(organization, { kind: "user", id, email, roles, language: "fr" }, newId(), clock),
  };
}

/** Reads that compute with today's date see the same day as writes. */
function underClock(access: AccessPolicy, clock: Clock): AccessPolicy {
  const read = (one: ReadAccess): ReadAccess => ({
    ...one,
    clock,
    linked: (doctype) => {
      const linked = one.linked(doctype);
      return linked && read(linked);
    },
  });
  return { ...access, readAccess: (doctype) => read(access.readAccess(doctype)) };
}
