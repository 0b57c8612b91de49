import type { Identity, Membership, SignedIn } from "../../identity/index.ts";
import type { MeAnswer, MembershipAnswer, SessionAnswer, UserAnswer } from "../api-types.ts";

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

export function sessionAnswer({ identity, accessToken, accessTokenSeconds }: SignedIn): SessionAnswer {
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: accessTokenSeconds,
    ...meAnswer(identity),
  };
}
