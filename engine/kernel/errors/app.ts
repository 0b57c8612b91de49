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
  APP_REVISION_UNKNOWN: {
    status: 404,
    fr: "Aucune révision de ce numéro. Connues : {known}.",
    en: "No revision of this number. Known: {known}.",
  },
  APP_PERSON_UNKNOWN: {
    status: 404,
    fr: "Personne n'a l'adresse {email}. Créez-la : npx perfex user {email}",
    en: "Nobody has the address {email}. Create them: npx perfex user {email}",
  },
  APP_SCENARIO_NAME_UNKNOWN: {
    status: 422,
    fr: "Aucune étape précédente ne nomme « {name} ».",
    en: "No earlier step names “{name}”.",
  },
  APP_SCENARIO_INVALID: {
    status: 422,
    fr: "{path} n'est pas un scénario : il faut « scenario » et « steps ».",
    en: "{path} is not a scenario: “scenario” and “steps” are needed.",
  },
  APP_FILE_UNREADABLE: {
    status: 400,
    fr: "Le fichier {path} ne peut pas être lu : {reason}",
    en: "The file {path} cannot be read: {reason}",
  },
});
