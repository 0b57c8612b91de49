import { defineErrors } from "./define-errors.ts";

/** Errors raised by the database layer. */
export const databaseErrors = defineErrors({
  DATABASE_UNREACHABLE: {
    status: 503,
    fr: "La base de données ({target}) ne répond pas : {reason}",
    en: "The database ({target}) cannot be reached: {reason}",
    hint: {
      fr: "Vérifiez l'adresse dans DATABASE_URL et que le serveur PostgreSQL est démarré.",
      en: "Check the address in DATABASE_URL and that the PostgreSQL server is running.",
    },
  },
  DATABASE_VERSION_UNSUPPORTED: {
    status: 503,
    fr: "PostgreSQL {found} n'est pas pris en charge : il faut une version de 15 à 18.",
    en: "PostgreSQL {found} is not supported: versions 15 to 18 are.",
  },
  DATABASE_BUSY: {
    status: 503,
    fr: "La base de données est trop sollicitée pour répondre maintenant.",
    en: "The database is too busy to answer now.",
    hint: { fr: "Réessayez dans un instant.", en: "Try again in a moment." },
  },
  DATABASE_STATEMENT_FAILED: {
    status: 500,
    fr: "La base de données a refusé une instruction ({state}).",
    en: "The database refused a statement ({state}).",
  },
  DATABASE_FULL: {
    status: 507,
    fr: "Il n'y a plus de place sur le disque de la base de données.",
    en: "The database has no disk space left.",
  },
  DATABASE_READ_ONLY: {
    status: 503,
    fr: "La base de données n'accepte que des lectures en ce moment.",
    en: "The database accepts only reads at the moment.",
  },
  DATABASE_CONFLICT: {
    status: 409,
    fr: "Une autre opération a modifié les mêmes données au même moment.",
    en: "Another operation changed the same data at the same moment.",
    hint: { fr: "Recommencez l'opération.", en: "Do the operation again." },
  },
  DATABASE_TIMEOUT: {
    status: 503,
    fr: "L'opération a dépassé le temps permis et a été arrêtée. Rien n'a été enregistré.",
    en: "The operation took longer than allowed and was stopped. Nothing was saved.",
    hint: { fr: "Restreignez la demande (période, filtre).", en: "Narrow the request down (period, filter)." },
  },
  DATABASE_ACCESS_DENIED: {
    status: 500,
    fr: "Une instruction a voulu lire ou écrire hors de son organisation.",
    en: "A statement tried to read or write outside its organization.",
  },
  EMBEDDED_POSTGRES_UNAVAILABLE: {
    status: 500,
    fr: "PostgreSQL n'est pas fourni pour cette plate-forme ({platform}).",
    en: "No PostgreSQL comes with this platform ({platform}).",
    hint: {
      fr: "Indiquez un serveur PostgreSQL par la variable DATABASE_URL.",
      en: "Name a PostgreSQL server in the DATABASE_URL variable.",
    },
  },
  EMBEDDED_POSTGRES_VERSION: {
    status: 500,
    fr: "Le dossier de données « {dataDir} » vient de PostgreSQL {found}, ce programme contient PostgreSQL {expected}.",
    en: "The data folder “{dataDir}” belongs to PostgreSQL {found}, this program contains PostgreSQL {expected}.",
    hint: {
      fr: "Choisissez un autre dossier avec --data, ou rouvrez celui-ci avec la version qui l'a créé.",
      en: "Choose another folder with --data, or open this one with the version that made it.",
    },
  },
  EMBEDDED_POSTGRES_FAILED: {
    status: 500,
    fr: "PostgreSQL n'a pas démarré : {reason}",
    en: "PostgreSQL did not start: {reason}",
    hint: { fr: "Le journal est dans « {logFile} ».", en: "The log is in “{logFile}”." },
  },
  EMBEDDED_POSTGRES_PORT_TAKEN: {
    status: 500,
    fr: "Le port {port} est déjà pris par un autre programme.",
    en: "Port {port} is already taken by another program.",
    hint: { fr: "Choisissez un autre port.", en: "Choose another port." },
  },
  EMBEDDED_POSTGRES_DATA_FOREIGN: {
    status: 500,
    fr: "Le dossier « {dataDir} » contient une base dont le mot de passe manque.",
    en: "The folder “{dataDir}” holds a database whose password is missing.",
    hint: {
      fr: "Remettez en place le fichier « {passwordFile} ».",
      en: "Put the file “{passwordFile}” back in place.",
    },
  },
});
