import type { Language, LocalizedText } from "../../kernel/index.ts";

/* Sign-in: /api/auth/*. */

/** POST /api/auth/register → 202 AcceptedAnswer; the same answer whether or not the address is known. */
export interface RegisterBody {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly language?: Language;
}
/** POST /api/auth/login → SessionAnswer, and the httpOnly cookie `perfex_refresh`. */
export interface LoginBody {
  readonly email: string;
  readonly password: string;
}
/** POST /api/auth/forgot-password → 202 AcceptedAnswer. */
export interface ForgotPasswordBody {
  readonly email: string;
}
/** POST /api/auth/reset-password → 200 AcceptedAnswer; every session of the person ends. */
export interface ResetPasswordBody {
  readonly token: string;
  readonly password: string;
}
/** POST /api/auth/verify-email → 200 AcceptedAnswer. */
export interface VerifyEmailBody {
  readonly token: string;
}
/** PATCH /api/auth/me → MeAnswer. A new password needs the present one. */
export interface UpdateMeBody {
  readonly name?: string;
  readonly language?: Language;
  readonly theme?: "light" | "dark" | "system";
  readonly password?: string;
  readonly current_password?: string;
}

export interface AcceptedAnswer {
  readonly status: "accepted";
  readonly message: LocalizedText;
}

/**
 * POST /api/auth/login, and POST /api/auth/refresh (no body; needs the header `X-Requested-With: perfex`, sends a new cookie).
 * A refresh cookie works once: using it again ends the session, so tabs of one browser take turns (navigator.locks).
 * The access token goes into `Authorization: Bearer …`; a 401 with code AUTH_TOKEN_EXPIRED asks for a refresh.
 */
export interface SessionAnswer extends MeAnswer {
  readonly access_token: string;
  readonly token_type: "Bearer";
  /** Seconds. */
  readonly expires_in: number;
}
/** GET /api/auth/me. POST /api/auth/logout and /logout-all answer 204. */
export interface MeAnswer {
  readonly user: UserAnswer;
  readonly organizations: readonly MembershipAnswer[];
}
export interface UserAnswer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly theme: "light" | "dark" | "system";
}
/** An organization the person belongs to; `slug` goes into the header `X-Organization`. */
export interface MembershipAnswer {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly is_administrator: boolean;
}
