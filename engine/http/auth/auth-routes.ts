import type { People, SignedIn } from "../../identity/index.ts";
import { fail, type Language } from "../../kernel/index.ts";
import type { AcceptedAnswer } from "../api-types.ts";
import { type Answer, json, noContent } from "../exchange/answer.ts";
import { assertMembers, oneOf, textOf, texts } from "../exchange/body-members.ts";
import type { Call } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route } from "../routing/route.ts";
import { meAnswer, sessionAnswer } from "./me.ts";
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
      async handle(call) {
        const { email, name, password, language } = await call.body();
        await people.accounts.register({
          email: textOf(email),
          name: textOf(name),
          password: textOf(password),
          language: languageOf(language, call),
        });
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
        await people.accounts.verifyEmail(textOf((await call.body())["token"]));
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
        await people.accounts.forgotPassword(textOf((await call.body())["email"]), call.language);
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
        const { token, password } = await call.body();
        await people.accounts.resetPassword(textOf(token), textOf(password));
        return accepted("Votre mot de passe est changé. Connectez-vous.", "Your password is changed. Sign in.");
      },
    }),
  ];
}

function sessionRoutes(gate: Gate, { people, isSecure }: AuthPorts): readonly Route[] {
  const withCookie = (signedIn: SignedIn): Answer =>
    json(sessionAnswer(signedIn), 200, { "set-cookie": refreshCookie(signedIn.refreshToken, isSecure) });
  const signedOut = () => noContent({ "set-cookie": clearedCookie(isSecure) });
  return [
    route({
      method: "POST",
      path: "/api/auth/login",
      access: gate.open,
      limit: "sign-in",
      summary: { fr: "Se connecter", en: "Sign in" },
      async handle(call) {
        const { email, password } = await call.body();
        const device = { userAgent: call.headers["user-agent"], address: call.address };
        const credentials = { email: textOf(email), password: textOf(password) };
        return withCookie(await people.sessions.signIn(credentials, device));
      },
    }),
    route({
      method: "POST",
      path: "/api/auth/refresh",
      access: gate.open,
      summary: { fr: "Renouveler le jeton d'accès", en: "Renew the access token" },
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
      handle: async (call) => json(meAnswer(call.identity)),
    }),
    route({
      method: "PATCH",
      path: "/api/auth/me",
      access: gate.signedIn,
      summary: { fr: "Modifier son profil", en: "Change one's profile" },
      handle: async (call) => json(meAnswer(await people.accounts.update(call, await profileChanges(call)))),
    }),
  ];
}

async function profileChanges(call: Call) {
  const body = await call.body();
  assertMembers(body, ["name", "language", "theme", "password", "current_password"]);
  return {
    ...texts(body, ["name", "password", "current_password"]),
    language: oneOf(body, "language", ["fr", "en"]),
    theme: oneOf(body, "theme", ["light", "dark", "system"]),
  };
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
