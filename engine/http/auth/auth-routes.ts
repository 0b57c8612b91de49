import type { People, SignedIn } from "../../identity/index.ts";
import { fail } from "../../kernel/index.ts";
import { type Answer, json, noContent } from "../exchange/answer.ts";
import type { Call } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { nothing, type Route, route } from "../routing/route.ts";
import {
  type AcceptedAnswer,
  acceptedAnswer,
  forgotPasswordBody,
  loginBody,
  meAnswer,
  registerBody,
  resetPasswordBody,
  sessionAnswer,
  updateMeBody,
  verifyEmailBody,
} from "./auth-schemas.ts";
import { toMe, toSession } from "./me.ts";
import { clearedCookie, refreshCookie, refreshTokenOf } from "./refresh-cookie.ts";

export interface AuthPorts {
  readonly people: People;
  /** Whether people reach this installation by https: then the refresh cookie never travels otherwise. */
  readonly isSecure: boolean;
}

export function authRoutes(gate: Gate, ports: AuthPorts): readonly Route[] {
  const { people } = ports;
  return [...registrationRoutes(gate, people), ...sessionRoutes(gate, ports), ...profileRoutes(gate, people)];
}

function registrationRoutes(gate: Gate, people: People): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/api/auth/register",
      access: gate.open,
      limit: "mail",
      summary: { fr: "Créer un compte", en: "Register" },
      body: registerBody,
      answers: { 202: acceptedAnswer },
      async handle(call, body) {
        await people.accounts.register({ language: call.language, ...body });
        return accepted("Un e-mail vient de vous être envoyé.", "A mail was sent to you.", 202);
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/verify-email",
      access: gate.open,
      limit: "sign-in",
      summary: { fr: "Confirmer son adresse", en: "Confirm one's address" },
      body: verifyEmailBody,
      answers: { 200: acceptedAnswer },
      async handle(_call, { token }) {
        await people.accounts.verifyEmail(token);
        return accepted("Votre adresse est confirmée.", "Your address is confirmed.");
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/forgot-password",
      access: gate.open,
      limit: "mail",
      summary: { fr: "Mot de passe oublié", en: "Forgot the password" },
      body: forgotPasswordBody,
      answers: { 202: acceptedAnswer },
      async handle(call, { email }) {
        await people.accounts.forgotPassword(email, call.language);
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
      body: resetPasswordBody,
      answers: { 200: acceptedAnswer },
      async handle(_call, { token, password }) {
        await people.accounts.resetPassword(token, password);
        return accepted("Votre mot de passe est changé. Connectez-vous.", "Your password is changed. Sign in.");
      },
    }),
  ];
}

function sessionRoutes(gate: Gate, { people, isSecure }: AuthPorts): readonly Route[] {
  const withCookie = (signedIn: SignedIn) =>
    json(toSession(signedIn), 200, { "set-cookie": refreshCookie(signedIn.refreshToken, isSecure) });
  const signedOut = () => noContent({ "set-cookie": clearedCookie(isSecure) });
  return [
    route({
      method: "POST",
      path: "/api/auth/login",
      access: gate.open,
      limit: "sign-in",
      summary: { fr: "Se connecter", en: "Sign in" },
      body: loginBody,
      answers: { 200: sessionAnswer },
      async handle(call, credentials) {
        const device = { userAgent: call.headers["user-agent"], address: call.address };
        return withCookie(await people.sessions.signIn(credentials, device));
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/refresh",
      access: gate.open,
      summary: { fr: "Renouveler le jeton d'accès", en: "Renew the access token" },
      headers: ["X-Requested-With"],
      answers: { 200: sessionAnswer },
      async handle(call) {
        assertOwnScript(call);
        const token = refreshTokenOf(call.headers) ?? fail("AUTH_REQUIRED");
        return withCookie(await people.sessions.refresh(token));
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/logout",
      access: gate.open,
      summary: { fr: "Se déconnecter", en: "Sign out" },
      headers: ["X-Requested-With"],
      answers: { 204: nothing },
      async handle(call) {
        assertOwnScript(call);
        const token = refreshTokenOf(call.headers);
        if (token !== undefined) await people.sessions.endByToken(token);
        // A client without a cookie signs out by its access token.
        else if (call.headers.authorization !== undefined) await people.sessions.end(await gate.signedIn.admit(call));
        return signedOut();
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/logout-all",
      access: gate.signedIn,
      summary: { fr: "Se déconnecter de tous les appareils", en: "Sign out on all devices" },
      answers: { 204: nothing },
      async handle(call) {
        await people.sessions.endAll(call.identity.id);
        return signedOut();
      },
    }),
  ];
}

function profileRoutes(gate: Gate, people: People): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/auth/me",
      access: gate.signedIn,
      summary: { fr: "Qui suis-je", en: "Who am I" },
      answers: { 200: meAnswer },
      handle: async (call) => json(toMe(call.identity)),
    }),
    route({
      method: "PATCH",
      path: "/api/auth/me",
      access: gate.signedIn,
      summary: { fr: "Modifier son profil", en: "Change one's profile" },
      body: updateMeBody,
      answers: { 200: meAnswer },
      handle: async (call, changes) => json(toMe(await people.accounts.update(call, changes))),
    }),
  ];
}

/** Another site can make a browser send a form, never this header. Raises AUTH_REFRESH_HEADER_MISSING. */
function assertOwnScript(call: Call): void {
  const isCookie = refreshTokenOf(call.headers) !== undefined;
  if (isCookie && call.headers["x-requested-with"] !== "perfex") fail("AUTH_REFRESH_HEADER_MISSING");
}

function accepted(fr: string, en: string, status = 200): Answer<AcceptedAnswer> {
  return json({ status: "accepted", message: { fr, en } }, status);
}
