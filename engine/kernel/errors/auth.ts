import { defineErrors } from "./define-errors.ts";

/** Errors of sign-in, organizations and members. */
export const authErrors = defineErrors({
  AUTH_REQUIRED: { status: 401, fr: "Connectez-vous.", en: "Sign in first." },
  AUTH_TOKEN_INVALID: {
    status: 401,
    fr: "Le jeton d'accès n'est pas valable.",
    en: "The access token is not valid.",
  },
  AUTH_TOKEN_EXPIRED: {
    status: 401,
    fr: "Le jeton d'accès a expiré ; demandez-en un autre (/api/auth/refresh).",
    en: "The access token has expired; ask for another one (/api/auth/refresh).",
  },
  AUTH_TICKET_INVALID: {
    status: 401,
    fr: "Cette adresse n'est plus valable : rouvrez le fichier depuis son document.",
    en: "This address is no longer valid: open the file again from its document.",
  },
  AUTH_SESSION_ENDED: {
    status: 401,
    fr: "Cette session est terminée. Reconnectez-vous.",
    en: "This session has ended. Sign in again.",
  },
  AUTH_CREDENTIALS_INVALID: {
    status: 401,
    fr: "E-mail ou mot de passe incorrect, ou adresse pas encore confirmée.",
    en: "Wrong e-mail or password, or address not confirmed yet.",
  },
  AUTH_REFRESH_HEADER_MISSING: {
    status: 403,
    fr: "L'en-tête « X-Requested-With: perfex » manque.",
    en: "The header “X-Requested-With: perfex” is missing.",
  },
  AUTH_PASSWORD_WEAK: {
    status: 422,
    fr: "Le mot de passe doit compter de {min} à {max} caractères et ne pas contenir l'adresse e-mail.",
    en: "The password must be {min} to {max} characters long and not contain the e-mail address.",
  },
  AUTH_PASSWORD_WRONG: {
    status: 422,
    fr: "Le mot de passe actuel est incorrect.",
    en: "The present password is wrong.",
  },
  AUTH_EMAIL_INVALID: {
    status: 422,
    fr: "« {email} » n'est pas une adresse e-mail.",
    en: "“{email}” is not an e-mail address.",
  },
  AUTH_LINK_INVALID: {
    status: 410,
    fr: "Ce lien n'est plus valable : il a expiré ou a déjà servi.",
    en: "This link is no longer valid: it has expired or was used.",
    hint: { fr: "Demandez-en un nouveau.", en: "Ask for a new one." },
  },
  ORGANIZATION_NONE: {
    status: 403,
    fr: "Vous n'appartenez à aucune organisation.",
    en: "You belong to no organization.",
    hint: { fr: "Créez-en une, ou demandez une invitation.", en: "Create one, or ask for an invitation." },
  },
  ORGANIZATION_NOT_MEMBER: {
    status: 403,
    fr: "Vous n'appartenez pas à l'organisation « {organization} ».",
    en: "You do not belong to the organization “{organization}”.",
  },
  ORGANIZATION_ADMINISTRATOR_ONLY: {
    status: 403,
    fr: "Réservé aux administrateurs de l'organisation.",
    en: "Only administrators of the organization may do this.",
  },
  ORGANIZATION_SLUG_TAKEN: {
    status: 409,
    fr: "L'identifiant « {slug} » est déjà pris.",
    en: "The identifier “{slug}” is taken.",
  },
  ORGANIZATION_UNKNOWN: {
    status: 404,
    fr: "Aucune organisation « {organization} ».",
    en: "No organization “{organization}”.",
  },
  ORGANIZATION_NOT_NAMED: {
    status: 400,
    fr: "Laquelle ? Il y a {count} organisation(s) ici ; nommez-en une avec `--organization` : {known}",
    en: "Which one? There are {count} organization(s) here; name one with `--organization`: {known}",
  },
  ORGANIZATION_LIMIT: {
    status: 403,
    fr: "Une personne peut créer au plus {max} organisations.",
    en: "A person may create at most {max} organizations.",
  },
  MEMBER_UNKNOWN: { status: 404, fr: "Cette personne n'est pas membre.", en: "This person is not a member." },
  MEMBER_EXISTS: {
    status: 409,
    fr: "{email} est déjà membre ou invité.",
    en: "{email} is already a member or invited.",
  },
  MEMBER_ROLE_UNKNOWN: {
    status: 422,
    fr: "Aucun rôle « {role} ». Connus : {known}.",
    en: "No role “{role}”. Known: {known}.",
  },
  MEMBER_LAST_ADMINISTRATOR: {
    status: 409,
    fr: "Une organisation garde au moins un administrateur actif.",
    en: "An organization keeps at least one active administrator.",
  },
});
