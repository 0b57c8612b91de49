import type { Database, OrganizationRef } from "../../database/index.ts";
import { createRequestContext, type Principal, type RequestContext } from "../../documents/index.ts";
import { type Identity, loadIdentity, type Membership } from "../../identity/index.ts";
import { type Clock, fail, newId, type Soon, whenKnown } from "../../kernel/index.ts";
import type { Registry, RegistryStore } from "../../registry/index.ts";
import { createOrganizationClocks } from "./organization-clock.ts";

/** In the history, who did what no person asked for. */
const SYSTEM_ID = "00000000-0000-7000-8000-000000000000";

export interface Contexts {
  /** A person at work in one of their organizations. */
  ofMember(identity: Identity, membership: Membership, requestId: string): Soon<RequestContext>;
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
  const registryOf = (id: string): Soon<Registry> => registries.loaded(id) ?? registries.current(id);

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

  function ofMember(identity: Identity, membership: Membership, requestId: string): Soon<RequestContext> {
    const { organization } = membership;
    return whenKnown(registryOf(organization.id), (registry) =>
      whenKnown(clockOf(organization), (clock) => {
        const known = members.get(membership);
        return known?.registry === registry && known.clock === clock
          ? createRequestContext({ ...known, requestId }, known.access)
          : newOfMember(identity, membership, requestId, clock);
      }),
    );
  }

  async function newOfMember(
    { id, email, language }: Identity,
    membership: Membership,
    requestId: string,
    clock: Clock,
  ): Promise<RequestContext> {
    const { organization, roles } = membership;
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
