import { defineErrors } from "./define-errors.ts";

/** Errors of the command line and of starting the server. */
export const appErrors = defineErrors({
  APP_COMMAND_UNKNOWN: {
    status: 400,
    fr: "Commande inconnue : « {command} ». Tapez « npx perfex help ».",
    en: "Unknown command: “{command}”. Type “npx perfex help”.",
  },
  APP_OPTION_UNKNOWN: {
    status: 400,
    fr: "Option inconnue ou mal écrite : {option}. Tapez « npx perfex help ».",
    en: "Unknown or malformed option: {option}. Type “npx perfex help”.",
  },
  APP_ARGUMENT_MISSING: {
    status: 400,
    fr: "Il manque : {argument}. Usage : {usage}",
    en: "Missing: {argument}. Usage: {usage}",
  },
  APP_PORT_TAKEN: {
    status: 500,
    fr: "Le port {port} est déjà pris par un autre programme.",
    en: "Port {port} is taken by another program.",
    hint: {
      fr: "Arrêtez-le, ou choisissez un autre port : npm start -- --port {other}",
      en: "Stop it, or choose another port: npm start -- --port {other}",
    },
  },
  APP_DATA_FOLDER_IN_USE: {
    status: 500,
    fr: "Le dossier de données {folder} est utilisé par un autre serveur Perfex (processus {pid}).",
    en: "The data folder {folder} is used by another Perfex server (process {pid}).",
    hint: {
      fr: "Arrêtez-le, ou choisissez un autre dossier : npm start -- --data DOSSIER",
      en: "Stop it, or choose another folder: npm start -- --data FOLDER",
    },
  },
  APP_DATABASE_UNREACHABLE: {
    status: 503,
    fr: "La base de données {url} ne répond pas : {reason}",
    en: "The database {url} does not answer: {reason}",
    hint: {
      fr: "Vérifiez DATABASE_URL, que le serveur tourne et accepte ce compte.",
      en: "Check DATABASE_URL, that the server is running and accepts this account.",
    },
  },
  APP_DATABASE_VERSION: {
    status: 500,
    fr: "PostgreSQL {found} n'est pas pris en charge : il faut une version de 15 à 18.",
    en: "PostgreSQL {found} is not supported: a version from 15 to 18 is needed.",
  },
  APP_SCENARIO_FAILED: {
    status: 422,
    fr: "Scénario « {scenario} », étape {step} ({verb}) : {reason}",
    en: "Scenario “{scenario}”, step {step} ({verb}): {reason}",
  },
  APP_FILE_UNREADABLE: {
    status: 400,
    fr: "Le fichier {path} ne peut pas être lu : {reason}",
    en: "The file {path} cannot be read: {reason}",
  },
  APP_SEEDS_MISSING: {
    status: 500,
    fr: "Les données de départ pour « {what} » sont introuvables.",
    en: "The starting data for “{what}” cannot be found.",
  },
});
