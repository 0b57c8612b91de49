import {
  boolean,
  integer,
  language,
  listOf,
  localized,
  named,
  object,
  oneOf,
  optional,
  type Static,
  text,
} from "../schemas/schema.ts";

/* Sign-in: /api/auth/*. */

const PASSWORD_EXAMPLE = "une longue phrase";
/** Whether it is one is decided by its owner, `identity`. */
export const email = text({ description: "E-mail address", examples: ["jeanne@example.com"] });
const password = text({ examples: [PASSWORD_EXAMPLE] });
const theme = oneOf("light", "dark", "system");

export const registerBody = object({
  email: email,
  password,
  name: text({ examples: ["Jeanne Martin"] }),
  language: optional(language),
});
export type RegisterBody = Static<typeof registerBody>;

export const loginBody = object({ email: email, password });
export type LoginBody = Static<typeof loginBody>;

export const forgotPasswordBody = object({ email: email });

export const resetPasswordBody = object({ token: text(), password });
export type ResetPasswordBody = Static<typeof resetPasswordBody>;

export const verifyEmailBody = object({ token: text() });

/** A new password needs the present one. */
export const updateMeBody = object({
  name: optional(text()),
  language: optional(language),
  theme: optional(theme),
  password: optional(text()),
  current_password: optional(text()),
});
export type UpdateMeBody = Static<typeof updateMeBody>;

export const acceptedAnswer = named("Accepted", object({ status: oneOf("accepted"), message: localized }));
export type AcceptedAnswer = Static<typeof acceptedAnswer>;

export const userAnswer = named("User", object({ id: text(), email: text(), name: text(), language, theme }));
export type UserAnswer = Static<typeof userAnswer>;

export const MEMBERSHIP = {
  id: text(),
  /** Goes into the header `X-Organization`. */
  slug: text(),
  name: text(),
  roles: listOf(text()),
  is_administrator: boolean(),
};
/** An organization the person belongs to. */
export const membershipAnswer = named("Membership", object(MEMBERSHIP));
export type MembershipAnswer = Static<typeof membershipAnswer>;

const ME = { user: userAnswer, organizations: listOf(membershipAnswer) };
export const meAnswer = named("Me", object(ME));
export type MeAnswer = Static<typeof meAnswer>;

/**
 * Comes with the httpOnly cookie `perfex_refresh`. A refresh cookie works once: using it again ends the session, so tabs of one browser
 * take turns (navigator.locks). The access token goes into `Authorization: Bearer …`; a 401 with code AUTH_TOKEN_EXPIRED asks for a refresh.
 */
export const sessionAnswer = named(
  "Session",
  object({ access_token: text(), token_type: oneOf("Bearer"), expires_in: integer({ description: "Seconds" }), ...ME }),
);
export type SessionAnswer = Static<typeof sessionAnswer>;
