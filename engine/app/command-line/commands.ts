import type { Command } from "./command.ts";

/** Every command, in the order help shows them. */
export const COMMANDS: readonly Command[] = [
  {
    name: "serve",
    usage: "serve [--port N] [--data DIR] [--empty]",
    summary: { fr: "Démarrer le serveur", en: "Start the server" },
    load: async () => (await import("../commands/serve.ts")).serve,
  },
  {
    name: "check",
    usage: "check [FOLDER] [--organization SLUG]",
    summary: { fr: "Vérifier des métadonnées, sans base de données", en: "Check metadata, without a database" },
    load: async () => (await import("../commands/check.ts")).check,
  },
  {
    name: "plan",
    usage: "plan [FOLDER] [--organization SLUG]",
    summary: { fr: "Montrer ce qu'une application changerait", en: "Show what applying would change" },
    load: async () => (await import("../commands/plan.ts")).plan,
  },
  {
    name: "apply",
    usage: "apply [FOLDER] [--organization SLUG] [--allow-destructive] [--reason TEXT]",
    summary: {
      fr: "Appliquer les métadonnées du produit, ou celles d'un dossier à une organisation",
      en: "Apply the product's metadata, or those of a folder to one organization",
    },
    load: async () => (await import("../commands/apply.ts")).apply,
  },
  {
    name: "rollback",
    usage: "rollback --organization SLUG [--to REVISION] [--allow-destructive]",
    summary: { fr: "Revenir à une révision des métadonnées", en: "Go back to a revision of the metadata" },
    load: async () => (await import("../commands/rollback.ts")).rollback,
  },
  {
    name: "organization",
    usage: "organization NAME --owner EMAIL [--slug S] [--country FR] [--currency C] [--QUESTION ANSWER …]",
    summary: { fr: "Créer une organisation", en: "Create an organization" },
    load: async () => (await import("../commands/organization.ts")).organization,
  },
  {
    name: "user",
    usage: "user EMAIL [--name NAME] [--password PASSWORD] [--organization SLUG --role ROLE]",
    summary: {
      fr: "Créer une personne, ou changer son mot de passe ou ses rôles",
      en: "Create a person, or change their password or roles",
    },
    load: async () => (await import("../commands/user.ts")).user,
  },
  {
    name: "token",
    usage: "token EMAIL",
    summary: { fr: "Émettre un jeton d'accès (15 minutes)", en: "Issue an access token (15 minutes)" },
    load: async () => (await import("../commands/token.ts")).token,
  },
  {
    name: "seed",
    usage: "seed --organization SLUG",
    summary: { fr: "Charger l'entreprise de démonstration", en: "Load the demo company" },
    load: async () => (await import("../commands/seed.ts")).seed,
  },
  {
    name: "import",
    usage:
      "import csv DOCTYPE FILE | import fec FILE  [--organization SLUG] [--dry-run] [--key FIELD [--clear-blanks]] [--map COLUMN=FIELD,…]",
    summary: { fr: "Importer un fichier CSV, Excel ou FEC", en: "Import a CSV, Excel or FEC file" },
    load: async () => (await import("../commands/import.ts")).importFile,
  },
  {
    name: "verify",
    usage: "verify [--organization SLUG]",
    summary: { fr: "Vérifier les invariants des données", en: "Verify the invariants of the data" },
    load: async () => (await import("../commands/verify.ts")).verify,
  },
  {
    name: "scenario",
    usage: "scenario FILE… [--metadata FOLDER] [--organization SLUG]",
    summary: { fr: "Jouer des scénarios", en: "Run scenarios" },
    load: async () => (await import("../commands/scenario.ts")).scenario,
  },
  {
    name: "openapi",
    usage: "openapi",
    summary: { fr: "Écrire la description OpenAPI", en: "Write the OpenAPI description" },
    load: async () => (await import("../commands/openapi.ts")).openapi,
  },
];
