export { createPeople, type People } from "./create-people.ts";
export { type Budget, createRateLimits, type RateLimits } from "./limits/rate-limits.ts";
export { createMailDelivery, type Mail, type MailTransport } from "./mail/mail-delivery.ts";
export { chooseAdministered, chooseMembership } from "./organizations/choose-membership.ts";
export {
  discardUnfinished,
  type NewOrganization,
  organizationWanted,
  type ProvisionSettings,
  type ToldOrganization,
} from "./organizations/create-organization.ts";
export {
  findOrganization,
  type KnownOrganization,
  listOrganizations,
  loadOrganizationRef,
} from "./organizations/list-organizations.ts";
export type { Member } from "./organizations/members.ts";
export { ADMINISTRATOR_ROLE, type Identity, type Membership, type SignedInPerson } from "./people/identity.ts";
export { loadIdentity } from "./people/identity-store.ts";
export { findPerson, isAnybodyThere } from "./people/person-store.ts";
export type { PeoplePorts, Provisioner } from "./people-ports.ts";
export { loadSecret } from "./secrets/load-secret.ts";
export { hasMark, setMark } from "./secrets/marks.ts";
export { REFRESH_DAYS } from "./sessions/session-store.ts";
export type { SignedIn } from "./sessions/sign-in.ts";
export { tidyIdentity } from "./tidy-identity.ts";
