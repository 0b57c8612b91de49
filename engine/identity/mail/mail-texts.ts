import type { AccountScreen, LocalizedText } from "../../kernel/index.ts";

export type MailKind = "verify" | "already_registered" | "reset" | "invited";

export interface MailText {
  /** Where `{link}` leads. */
  readonly opens: AccountScreen;
  readonly subject: LocalizedText;
  readonly body: LocalizedText;
}

/** Plain texts; `{link}` and the parameters are put in. */
export const MAIL_TEXTS: Readonly<Record<MailKind, MailText>> = {
  verify: {
    opens: "verifyEmail",
    subject: { fr: "Confirmez votre adresse e-mail", en: "Confirm your e-mail address" },
    body: {
      fr: "Bonjour {name},\n\nPour ouvrir votre compte Perfex, confirmez votre adresse :\n{link}\n\nCe lien est valable 24 heures. Si vous n'avez rien demandé, ignorez ce message : rien ne sera créé.",
      en: "Hello {name},\n\nTo open your Perfex account, confirm your address:\n{link}\n\nThis link is valid for 24 hours. If you asked for nothing, ignore this message: nothing will be created.",
    },
  },
  already_registered: {
    opens: "signIn",
    subject: { fr: "Vous avez déjà un compte", en: "You already have an account" },
    body: {
      fr: "Bonjour,\n\nQuelqu'un, vous peut-être, a voulu créer un compte Perfex avec cette adresse ; elle en a déjà un.\nConnexion : {link}\nMot de passe oublié ? La page de connexion vous permet d'en choisir un autre.",
      en: "Hello,\n\nSomebody, perhaps you, wanted to create a Perfex account with this address; it has one already.\nSign in: {link}\nForgot your password? The sign-in page lets you choose another one.",
    },
  },
  reset: {
    opens: "resetPassword",
    subject: { fr: "Choisissez un nouveau mot de passe", en: "Choose a new password" },
    body: {
      fr: "Bonjour,\n\nPour choisir un nouveau mot de passe :\n{link}\n\nCe lien est valable une heure et ne sert qu'une fois. Si vous n'avez rien demandé, ignorez ce message.",
      en: "Hello,\n\nTo choose a new password:\n{link}\n\nThis link is valid for one hour and works once. If you asked for nothing, ignore this message.",
    },
  },
  invited: {
    opens: "signIn",
    subject: { fr: "Invitation à rejoindre {organization}", en: "Invitation to join {organization}" },
    body: {
      fr: "Bonjour,\n\n{inviter} vous invite à rejoindre {organization} sur Perfex.\nConnectez-vous, ou créez votre compte avec cette adresse :\n{link}",
      en: "Hello,\n\n{inviter} invites you to join {organization} on Perfex.\nSign in, or create your account with this address:\n{link}",
    },
  },
};
