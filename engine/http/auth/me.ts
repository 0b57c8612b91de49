import type { Identity, Membership, SignedIn } from "../../identity/index.ts";
import type { MeAnswer, MembershipAnswer, SessionAnswer, UserAnswer } from "./auth-schemas.ts";

export function toUser({ id, email, name, language, theme }: Identity): UserAnswer {
  return { id, email, name, language, theme };
}

export function toMembership({ organization, roles, isAdministrator }: Membership): MembershipAnswer {
  const { id, slug, name } = organization;
  return { id, slug, name, roles, is_administrator: isAdministrator };
}

export function toMe(identity: Identity): MeAnswer {
  return { user: toUser(identity), organizations: identity.memberships.map(toMembership) };
}

export function toSession({ identity, accessToken, accessTokenSeconds }: SignedIn): SessionAnswer {
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: accessTokenSeconds,
    ...toMe(identity),
  };
}
