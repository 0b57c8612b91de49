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
  DATABASE_SCHEMA_CHANGED: {
    status: 503,
    fr: "La structure des données vient de changer : rien n'a été enregistré.",
    en: "The structure of the data has just changed: nothing was saved.",
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
  DATABASE_OUTCOME_UNKNOWN: {
    status: 503,
    fr: "La connexion à la base a été perdue au moment d'enregistrer : l'opération a peut-être abouti.",
    en: "The connection to the database was lost while saving: the operation may have succeeded.",
    hint: {
      fr: "Vérifiez avant de recommencer, ou recommencez avec la même clé d'idempotence.",
      en: "Check before doing it again, or do it again with the same idempotency key.",
    },
  },
  VALUE_DUPLICATE: {
    status: 409,
    fr: "« {value} » existe déjà ({table}, {field}).",
    en: "“{value}” exists already ({table}, {field}).",
  },
  VALUE_REQUIRED: {
    status: 422,
    fr: "« {field} » doit être renseigné ({table}).",
    en: "“{field}” must have a value ({table}).",
  },
  VALUE_NOT_A_CHOICE: {
    status: 422,
    fr: "« {field} » n'est pas l'un des choix permis ({table}).",
    en: "“{field}” is not one of the allowed choices ({table}).",
  },
  VALUE_REFUSED: {
    status: 422,
    fr: "La valeur de « {field} » n'est pas permise ({table}).",
    en: "The value of “{field}” is not allowed ({table}).",
  },
  VALUE_OUT_OF_RANGE: {
    status: 422,
    fr: "Une valeur dépasse ce que sa colonne peut contenir.",
    en: "A value exceeds what its column can hold.",
  },
  VALUE_TOO_LONG_TO_INDEX: {
    status: 422,
    fr: "Une valeur est trop longue pour un champ indexé ou unique.",
    en: "A value is too long for a field that is indexed or unique.",
  },
  VALUE_MALFORMED: {
    status: 422,
    fr: "Une valeur n'a pas la forme attendue.",
    en: "A value does not have the expected form.",
  },
  LINK_TARGET_MISSING: {
    status: 422,
    fr: "« {field} » désigne un document qui n'existe pas ({table}).",
    en: "“{field}” points to a document that does not exist ({table}).",
  },
  DOCUMENT_REFERENCED: {
    status: 409,
    fr: "Ce document est encore utilisé par « {by} » ({field}).",
    en: "This document is still used by “{by}” ({field}).",
    hint: { fr: "Retirez d'abord ces liens.", en: "Remove those links first." },
  },
  LEDGER_APPEND_ONLY: {
    status: 409,
    fr: "Les écritures de {table} ne se modifient ni ne se suppriment.",
    en: "Entries of {table} are never changed nor deleted.",
    hint: {
      fr: "Annulez le document : la contre-passation l'équilibre.",
      en: "Cancel the document: its reversal balances it.",
    },
  },
  LEDGER_POSTING_SEALED: {
    status: 409,
    fr: "Une écriture enregistrée ne reçoit plus de lignes ({table}).",
    en: "A saved posting takes no more entries ({table}).",
  },
  ORGANIZATION_SCHEMA_MISSING: {
    status: 404,
    fr: "La base de données n'a pas d'organisation « {schema} ».",
    en: "The database has no organization “{schema}”.",
  },
  ORGANIZATION_SLUG_INVALID: {
    status: 422,
    fr: "« {slug} » ne convient pas comme nom court : 2 à 40 lettres minuscules, chiffres et traits d'union, une lettre d'abord.",
    en: "“{slug}” will not do as a short name: 2 to 40 lower-case letters, digits and hyphens, a letter first.",
  },
  SCHEMA_NAME_INVALID: {
    status: 422,
    fr: "« {name} » ne peut pas nommer une table ou une colonne.",
    en: "“{name}” cannot name a table or a column.",
    hint: {
      fr: "Lettres minuscules, chiffres et _, une lettre d'abord, 63 caractères au plus avec le nom du document.",
      en: "Lower-case letters, digits and _, a letter first, 63 characters at most together with the doctype's name.",
    },
  },
  SCHEMA_NAME_TAKEN: {
    status: 422,
    fr: "Le nom « {name} » est déjà pris ou réservé.",
    en: "The name “{name}” is taken already or reserved.",
  },
  SCHEMA_CHANGE_REFUSED: {
    status: 409,
    fr: "Les données présentes ne permettent pas ce changement ({count} raison(s)).",
    en: "The data there is does not permit this change ({count} reason(s)).",
  },
  METADATA_CHANGED_MEANWHILE: {
    status: 409,
    fr: "D'autres métadonnées sont entrées en vigueur entre-temps (révision {revision}).",
    en: "Other metadata came into force meanwhile (revision {revision}).",
    hint: { fr: "Recommencez sur ce qui est en vigueur.", en: "Start again from what is in force." },
  },
  SCHEMA_CHANGE_DESTRUCTIVE: {
    status: 409,
    fr: "Ce changement détruirait des données : {destroys}.",
    en: "This change would destroy data: {destroys}.",
    hint: { fr: "Confirmez-le expressément si c'est voulu.", en: "Confirm it expressly if that is what you want." },
  },
  SCHEMA_VALUES_MISSING: {
    status: 409,
    fr: "{column} devient obligatoire, mais {count} ligne(s) de {table} n'ont pas de valeur.",
    en: "{column} becomes required, but {count} row(s) of {table} have no value.",
    hint: {
      fr: "Donnez au champ une valeur par défaut, ou remplissez d'abord ces lignes.",
      en: "Give the field a default, or fill those rows in first.",
    },
  },
  SCHEMA_STATES_UNKNOWN: {
    status: 409,
    fr: "{count} document(s) de {table} étaient là avant le circuit et rien ne dit leur état ({column}).",
    en: "{count} document(s) of {table} were there before the workflow and nothing tells their state ({column}).",
    hint: {
      fr: "Dites-le dans le circuit, sous « existing » : état → condition.",
      en: "Say so in the workflow, under “existing”: state → condition.",
    },
  },
  SCHEMA_VALUES_DO_NOT_FIT: {
    status: 409,
    fr: "{count} valeur(s) de {table}.{column} n'entrent pas dans le nouveau type.",
    en: "{count} value(s) of {table}.{column} do not fit the new type.",
  },
  SCHEMA_OPTIONS_UNTOLD: {
    status: 409,
    fr: "{count} ligne(s) de {table} portent dans {column} une option dont on ne peut dire ce qu'il était alors : plusieurs options n'en font plus qu'une, ou celle-ci a pris depuis le nom d'une autre.",
    en: "{count} row(s) of {table} hold an option in {column} of which nobody can tell what it was then: several became one, or it took the name of another one since.",
    hint: {
      fr: "Donnez d'abord à ces lignes une autre option.",
      en: "Give those rows another option first.",
    },
  },
  SCHEMA_BALANCES_BELOW_MINIMUM: {
    status: 409,
    fr: "{count} solde(s) de {column} sont au-dessous du minimum dans {table}.",
    en: "{count} balance(s) of {column} are below the minimum in {table}.",
  },
  SCHEMA_RENAMES_UNTOLD: {
    status: 409,
    fr: "Ce qui a été renommé depuis la révision {revision} ne peut pas être retrouvé avec certitude : y revenir donnerait à des champs les valeurs d'autres champs.",
    en: "What was renamed since revision {revision} cannot be told for sure: going back to it would give fields the values of others.",
    hint: {
      fr: "Appliquez plutôt un dossier qui dit par « renamed_from » ce qui reprend son nom : npx perfex apply DOSSIER",
      en: "Apply a folder instead that says by `renamed_from` what takes back its name: npx perfex apply FOLDER",
    },
  },
  SCHEMA_VALUES_NOT_OPTIONS: {
    status: 409,
    fr: "{count} ligne(s) de {table} portent dans {column} une valeur qui n'est aucune de ses options.",
    en: "{count} row(s) of {table} hold a value in {column} that is none of its options.",
    hint: {
      fr: "Dites sous « renamed_from » de l'option qui prend la place de l'ancienne, gardez l'ancienne, ou changez d'abord ces lignes.",
      en: "Say so under “renamed_from” of the option that takes the former one's place, keep the former one, or change those rows first.",
    },
  },
  SCHEMA_VALUES_OUT_OF_LIMITS: {
    status: 409,
    fr: "{count} ligne(s) de {table} portent dans {column} une valeur hors des nouvelles limites : elles restent, et devront y entrer au prochain enregistrement.",
    en: "{count} row(s) of {table} hold a value in {column} outside the new limits: they stay, and must be within them when they are saved next.",
  },
  SCHEMA_VALUES_NOT_UNIQUE: {
    status: 409,
    fr: "{column} devient unique, mais {count} ligne(s) de {table} portent une valeur répétée.",
    en: "{column} becomes unique, but {count} row(s) of {table} hold a repeated value.",
  },
  SCHEMA_LINKS_BROKEN: {
    status: 409,
    fr: "{count} valeur(s) de {table}.{column} ne désignent aucun document lié.",
    en: "{count} value(s) of {table}.{column} name no linked document.",
  },
  DATABASE_RIGHTS_MISSING: {
    status: 500,
    fr: "L'utilisateur de la base de données n'a pas les droits nécessaires pour créer schémas et rôles.",
    en: "The database user lacks the rights to create schemas and roles.",
    hint: {
      fr: "Donnez-lui CREATEROLE, et CREATE sur la base de données.",
      en: "Grant it CREATEROLE, and CREATE on the database.",
    },
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
