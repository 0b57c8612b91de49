import { fail } from "../../kernel/index.ts";
import type { Identity, Membership } from "../people/identity.ts";

/** By slug or id; the oldest membership when none is named. Raises ORGANIZATION_NONE, ORGANIZATION_NOT_MEMBER. */
export function chooseMembership(identity: Identity, wanted: string | string[] | undefined): Membership {
  if (wanted === undefined || wanted === "") return identity.memberships[0] ?? fail("ORGANIZATION_NONE");
  const found = identity.memberships.find(
    ({ organization }) => organization.slug === wanted || organization.id === wanted,
  );
  return found ?? fail("ORGANIZATION_NOT_MEMBER", { organization: String(wanted) });
}

/** Raises ORGANIZATION_NOT_MEMBER, ORGANIZATION_ADMINISTRATOR_ONLY. */
export function chooseAdministered(identity: Identity, wanted: string): Membership {
  const membership = chooseMembership(identity, wanted);
  return membership.isAdministrator ? membership : fail("ORGANIZATION_ADMINISTRATOR_ONLY");
}
