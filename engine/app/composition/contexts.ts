import type { Database, OrganizationRef } from "../../database/index.ts";
import { createRequestContext, type Principal, type RequestContext } from "../../documents/index.ts";
import { type Identity, loadIdentity, type Membership } from "../../identity/index.ts";
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
  const registryOf = async (id: string) => registries.loaded(id) ?? (await registries.current(id));

  async function create(
    { id, schema }: OrganizationRef,
    principal: Principal,
    requestId: string = newId(),
    fixed?: Clock,
  ): Promise<RequestContext> {
    const registry = await registryOf(id);
    const clock = fixed ?? (await clockOf({ id, schema }));
    return createRequestContext({ db, organization: { id, schema }, registry, principal, clock, requestId });
  }

  /** The rights of a membership as last loaded, under the registry and clock they were compiled for. */
  const members = new WeakMap<Membership, RequestContext>();

  async function ofMember(identity: Identity, membership: Membership, requestId: string): Promise<RequestContext> {
    const { organization, roles } = membership;
    const registry = await registryOf(organization.id);
    const clock = await clockOf(organization);
    const known = members.get(membership);
    if (known?.registry === registry && known.clock === clock)
      return createRequestContext({ ...known, requestId }, known.access);
    const { id, email, language } = identity;
    const ctx = await create(organization, { kind: "user", id, email, roles, language }, requestId, clock);
    members.set(membership, ctx);
    return ctx;
  }

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
