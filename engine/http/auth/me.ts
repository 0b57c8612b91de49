import type { MeAnswer, MembershipAnswer, UserAnswer } from "../api-types.ts";
import type { Identity, Membership } from "./identity.ts";

export function userAnswer({ id, email, name, language, theme }: Identity): UserAnswer {
  return { id, email, name, language, theme };
}

export function membershipAnswer({ organization, roles, isAdministrator }: Membership): MembershipAnswer {
  const { id, slug, name } = organization;
  return { id, slug, name, roles, is_administrator: isAdministrator };
}

export function meAnswer(identity: Identity): MeAnswer {
  return { user: userAnswer(identity), organizations: identity.memberships.map(membershipAnswer) };
}
