import { fail, type Language } from "../../kernel/index.ts";
import type { AcceptedAnswer } from "../api-types.ts";
import { type Answer, json, noContent } from "../exchange/answer.ts";
import type { Call } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import type { AuthPorts } from "./auth-ports.ts";
import { meAnswer } from "./me.ts";
import { updateProfile } from "./profile.ts";
import { forgotPassword, resetPassword } from "./recovery.ts";
import { clearedCookie, refreshCookie, refreshTokenOf } from "./refresh-cookie.ts";
import { register, verifyEmail } from "./registration.ts";
import { refresh, type SignedIn, signIn } from "./sign-in.ts";

export function authRoutes(gate: Gate, ports: AuthPorts): readonly Route[] {
  return [...registrationRoutes(gate, ports), ...sessionRoutes(gate, ports), ...profileRoutes(gate, ports)];
}

function registrationRoutes(gate: Gate, ports: AuthPorts): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/api/auth/register",
      access: gate.open,
      limit: "mail",
      summary: { fr: "Créer un compte", en: "Register" },
      async handle(call) {
        const body = await call.body();
        await register(ports, body, languageOf(body["language"], call));
        return accepted("Un e-mail vient de vous être envoyé.", "A mail was sent to you.", 202);
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/verify-email",
      access: gate.open,
      limit: "sign-in",
      summary: { fr: "Confirmer son adresse", en: "Confirm one's address" },
      async handle(call) {
        await verifyEmail(ports, (await call.body())["token"]);
        return accepted("Votre adresse est confirmée.", "Your address is confirmed.");
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/forgot-password",
      access: gate.open,
      limit: "mail",
      summary: { fr: "Mot de passe oublié", en: "Forgot the password" },
      async handle(call) {
        await forgotPassword(ports, await call.body(), call.language);
        return accepted(
          "Si cette adresse a un compte, un e-mail lui a été envoyé.",
          "If this address has an account, a mail was sent to it.",
          202,
        );
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/reset-password",
      access: gate.open,
      limit: "sign-in",
      summary: { fr: "Choisir un nouveau mot de passe", en: "Choose a new password" },
      async handle(call) {
        await resetPassword(ports, await call.body());
        return accepted("Votre mot de passe est changé. Connectez-vous.", "Your password is changed. Sign in.");
      },
    }),
  ];
}

function sessionRoutes(gate: Gate, ports: AuthPorts): readonly Route[] {
  const isSecure = ports.publicUrl.startsWith("https:");
  const withCookie = ({ answer, refreshToken }: SignedIn): Answer =>
    json(answer, 200, { "set-cookie": refreshCookie(refreshToken, isSecure) });
  const signedOut = () => noContent({ "set-cookie": clearedCookie(isSecure) });
  return [
    route({
      method: "POST",
      path: "/api/auth/login",
      access: gate.open,
      limit: "sign-in",
      summary: { fr: "Se connecter", en: "Sign in" },
      handle: async (call) => withCookie(await signIn(ports, call)),
    }),
    route({
      method: "POST",
      path: "/api/auth/refresh",
      access: gate.open,
      summary: { fr: "Renouveler le jeton d'accès", en: "Renew the access token" },
      async handle(call) {
        assertOwnScript(call);
        const token = refreshTokenOf(call.headers) ?? fail("AUTH_REQUIRED");
        return withCookie(await refresh(ports, token));
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/logout",
      access: gate.open,
      summary: { fr: "Se déconnecter", en: "Sign out" },
      async handle(call) {
        assertOwnScript(call);
        const token = refreshTokenOf(call.headers);
        if (token !== undefined) await ports.sessions.endByToken(token);
        else if (call.headers.authorization !== undefined) await endBearerSession(gate, ports, call);
        return signedOut();
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/logout-all",
      access: gate.signedIn,
      summary: { fr: "Se déconnecter de tous les appareils", en: "Sign out on all devices" },
      async handle(call) {
        await ports.db.transaction(null, (tx) => ports.sessions.endAll(tx, call.identity.id, "signed out everywhere"));
        return signedOut();
      },
    }),
  ];
}

function profileRoutes(gate: Gate, ports: AuthPorts): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/auth/me",
      access: gate.signedIn,
      summary: { fr: "Qui suis-je", en: "Who am I" },
      handle: async (call) => json(meAnswer(call.identity)),
    }),
    route({
      method: "PATCH",
      path: "/api/auth/me",
      access: gate.signedIn,
      summary: { fr: "Modifier son profil", en: "Change one's profile" },
      handle: async (call) => json(await updateProfile(ports, call)),
    }),
  ];
}

/** A client without a cookie signs out by its access token. */
async function endBearerSession(gate: Gate, ports: AuthPorts, call: Call): Promise<void> {
  const { identity, sessionId } = await gate.signedIn.admit(call);
  await ports.sessions.end(identity.id, sessionId, "signed out");
}

/** Another site can make a browser send a form, never this header. Raises AUTH_REFRESH_HEADER_MISSING. */
function assertOwnScript(call: Call): void {
  const isCookie = refreshTokenOf(call.headers) !== undefined;
  if (isCookie && call.headers["x-requested-with"] !== "perfex") fail("AUTH_REFRESH_HEADER_MISSING");
}

function languageOf(value: unknown, call: Call): Language {
  return value === "fr" || value === "en" ? value : call.language;
}

function accepted(fr: string, en: string, status = 200): Answer {
  return json({ status: "accepted", message: { fr, en } } satisfies AcceptedAnswer, status);
}
