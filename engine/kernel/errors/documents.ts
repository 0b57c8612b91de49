import { defineErrors } from "./define-errors.ts";

/** Errors raised by the documents layer. */
export const documentsErrors = defineErrors({
  // What was sent
  VALUES_INVALID: {
    status: 422,
    fr: "Certaines valeurs sont refusées ({count}).",
    en: "Some values are refused ({count}).",
    hint: { fr: "Chaque champ en cause est indiqué.", en: "Each field concerned is named." },
  },
  VALUES_NOT_AN_OBJECT: {
    status: 422,
    fr: "Un document s'écrit comme un objet JSON.",
    en: "A document is written as a JSON object.",
  },
  FIELD_UNKNOWN: {
    status: 422,
    fr: "« {field} » n'est pas un champ de « {doctype} ».{suggestion_fr}",
    en: "“{field}” is not a field of “{doctype}”.{suggestion_en}",
  },
  FIELD_NOT_WRITABLE: {
    status: 422,
    fr: "« {label_fr} » est tenu par le système et ne se saisit pas.",
    en: "“{label_en}” is kept by the system and cannot be set.",
  },
  FIELD_READ_ONLY: {
    status: 422,
    fr: "« {label_fr} » n'est pas modifiable ici.",
    en: "“{label_en}” cannot be changed here.",
  },
  FIELD_LOCKED_BY_SUBMIT: {
    status: 409,
    fr: "« {label_fr} » ne change plus après validation.",
    en: "“{label_en}” no longer changes after submitting.",
    hint: {
      fr: "Annulez le document puis corrigez-le dans une nouvelle version.",
      en: "Cancel the document, then amend it.",
    },
  },
  FIELD_REQUIRED: { status: 422, fr: "« {label_fr} » est obligatoire.", en: "“{label_en}” is required." },
  FIELD_LEVEL_DENIED: {
    status: 403,
    fr: "Vos droits ne permettent pas de modifier « {label_fr} ».",
    en: "Your rights do not allow changing “{label_en}”.",
  },
  VALUE_TOO_MANY_DIGITS: {
    status: 422,
    fr: "« {label_fr} » a trop de chiffres : {digits} au plus avant la virgule, {decimals} après.",
    en: "“{label_en}” has too many digits: {digits} at most before the point, {decimals} behind it.",
  },
  VALUE_TYPE: {
    status: 422,
    fr: "« {label_fr} » attend {expected_fr}.",
    en: "“{label_en}” expects {expected_en}.",
  },
  LINK_NAMES_NOTHING: {
    status: 422,
    fr: "« {label_fr} » : rien ne s'appelle « {value} », ou plusieurs choses.",
    en: "“{label_en}”: nothing is called “{value}”, or several things are.",
  },
  VALUE_TOO_LONG: {
    status: 422,
    fr: "« {label_fr} » dépasse {max} caractères.",
    en: "“{label_en}” is longer than {max} characters.",
  },
  VALUE_TOO_SHORT: {
    status: 422,
    fr: "« {label_fr} » compte au moins {min} caractères.",
    en: "“{label_en}” has at least {min} characters.",
  },
  VALUE_TOO_SMALL: { status: 422, fr: "« {label_fr} » vaut au moins {min}.", en: "“{label_en}” is at least {min}." },
  VALUE_TOO_LARGE: { status: 422, fr: "« {label_fr} » vaut au plus {max}.", en: "“{label_en}” is at most {max}." },
  VALUE_PATTERN: {
    status: 422,
    fr: "« {label_fr} » n'a pas la forme attendue.",
    en: "“{label_en}” does not have the expected form.",
  },
  VALUE_NOT_AN_OPTION: {
    status: 422,
    fr: "« {value} » n'est pas un choix de « {label_fr} ».{suggestion_fr}",
    en: "“{value}” is not an option of “{label_en}”.{suggestion_en}",
  },
  TEXT_NOT_STORABLE: {
    status: 422,
    fr: "« {label_fr} » contient un caractère qui ne peut pas être enregistré.",
    en: "“{label_en}” contains a character that cannot be stored.",
  },
  ROWS_TOO_FEW: {
    status: 422,
    fr: "« {label_fr} » compte au moins {min} ligne(s).",
    en: "“{label_en}” has at least {min} row(s).",
  },
  ROWS_TOO_MANY: {
    status: 422,
    fr: "« {label_fr} » compte au plus {max} lignes.",
    en: "“{label_en}” has at most {max} rows.",
  },
  ROW_REPEATED: {
    status: 422,
    fr: "La même ligne de « {label_fr} » est envoyée deux fois.",
    en: "The same row of “{label_en}” is sent twice.",
  },
  RULE_BROKEN: { status: 422, fr: "{message_fr}", en: "{message_en}" },

  // Links
  LINK_NOT_FOUND: {
    status: 422,
    fr: "« {label_fr} » désigne un document qui n'existe pas.",
    en: "“{label_en}” points to a document that does not exist.",
  },
  LINK_NOT_ALLOWED: {
    status: 422,
    fr: "Le document choisi ne convient pas pour « {label_fr} ».",
    en: "The document chosen does not fit “{label_en}”.",
  },

  LINK_CANCELLED: {
    status: 409,
    fr: "« {label_fr} » désigne un document annulé.",
    en: "“{label_en}” points to a cancelled document.",
  },

  // Finding and changing
  DOCUMENT_NOT_FOUND: {
    status: 404,
    fr: "Ce document n'existe pas, ou vous n'y avez pas accès.",
    en: "This document does not exist, or you may not see it.",
  },
  DOCUMENT_CHANGED: {
    status: 409,
    fr: "Le document a été modifié entre-temps (version {version}).",
    en: "The document was changed in the meantime (version {version}).",
    hint: {
      fr: "Comparez les différences, puis enregistrez à partir de la version actuelle.",
      en: "Compare the differences, then save from the current version.",
    },
  },
  DOCUMENT_NOT_DRAFT: {
    status: 409,
    fr: "Seul un brouillon se traite ainsi.",
    en: "Only a draft can be treated this way.",
  },
  DOCUMENT_NOT_SUBMITTED: {
    status: 409,
    fr: "Seul un document validé se traite ainsi.",
    en: "Only a submitted document can be treated this way.",
  },
  DOCUMENT_NOT_CANCELLED: {
    status: 409,
    fr: "Seul un document annulé se corrige.",
    en: "Only a cancelled document can be amended.",
  },
  DOCUMENT_CANCELLED: {
    status: 409,
    fr: "Un document annulé ne change plus.",
    en: "A cancelled document no longer changes.",
  },
  DOCUMENT_NOT_CHANGEABLE: {
    status: 409,
    fr: "Aucun champ de ce document ne peut être modifié.",
    en: "No field of this document can be changed.",
  },
  DOCUMENT_ALREADY_AMENDED: {
    status: 409,
    fr: "Ce document a déjà été corrigé par un autre.",
    en: "This document was already amended by another one.",
  },
  DOCUMENT_IN_USE: {
    status: 409,
    fr: "Ce document est utilisé par {count} autre(s) : {names}.",
    en: "This document is used by {count} other(s): {names}.",
  },
  DOCUMENT_NUMBERED: {
    status: 409,
    fr: "Le numéro {number} est attribué : supprimer ce document laisserait un trou dans la série.",
    en: "Number {number} was given: deleting this document would leave a gap in the series.",
  },
  DOCTYPE_NOT_SUBMITTABLE: {
    status: 409,
    fr: "« {doctype} » n'a pas de validation.",
    en: "“{doctype}” has no submit.",
  },
  DOCTYPE_NOT_ADDRESSABLE: {
    status: 404,
    fr: "« {doctype} » n'est pas un document à part entière.",
    en: "“{doctype}” is not a document of its own.",
  },
  SINGLE_EXISTS: {
    status: 409,
    fr: "« {doctype} » n'a qu'un seul enregistrement : modifiez-le.",
    en: "“{doctype}” has exactly one record: change it.",
  },
  VERSION_INVALID: {
    status: 422,
    fr: "La version est un nombre entier positif.",
    en: "The version is a positive whole number.",
  },
  ID_INVALID: { status: 422, fr: "« {id} » n'est pas un identifiant.", en: "“{id}” is not an id." },

  SECRET_KEY_MISSING: {
    status: 503,
    fr: "Aucune clé n'est configurée pour chiffrer les secrets.",
    en: "No key is configured to encrypt secrets.",
  },
  SECRET_UNREADABLE: {
    status: 500,
    fr: "Ce secret a été chiffré avec une autre clé.",
    en: "This secret was encrypted with another key.",
  },

  // Rights
  ACCESS_DENIED: {
    status: 403,
    fr: "Vos droits ne permettent pas cette action ({action}) sur « {doctype} ».",
    en: "Your rights do not allow this action ({action}) on “{doctype}”.",
  },
  ACCESS_ROW_DENIED: {
    status: 403,
    fr: "Vos droits ne couvrent pas ce document ({action} sur « {doctype} »).",
    en: "Your rights do not cover this document ({action} on “{doctype}”).",
  },
  SYSTEM_REASON_MISSING: {
    status: 500,
    fr: "Un traitement du système doit dire pourquoi il agit.",
    en: "System work must say why it acts.",
  },

  // Idempotency
  IDEMPOTENCY_KEY_INVALID: {
    status: 422,
    fr: "Une clé d'idempotence compte de 1 à 200 caractères imprimables.",
    en: "An idempotency key has 1 to 200 printable characters.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    fr: "Cette clé d'idempotence a déjà servi pour une autre demande.",
    en: "This idempotency key was already used for another request.",
  },
  IDEMPOTENCY_KEY_UNSUPPORTED: {
    status: 400,
    fr: "Cette demande ne connaît pas de clé d'idempotence : répétée, elle serait exécutée deux fois.",
    en: "This request takes no idempotency key: repeated, it would be carried out twice.",
  },

  // Conversions
  CONVERSION_UNKNOWN: {
    status: 404,
    fr: "La conversion « {conversion} » n'existe pas.",
    en: "The conversion “{conversion}” does not exist.",
  },
  CONVERSION_NOT_OFFERED: {
    status: 409,
    fr: "Ce document ne peut pas être converti dans son état actuel.",
    en: "This document cannot be converted in its present state.",
  },
  CONVERSION_NOTHING_LEFT: {
    status: 409,
    fr: "Il ne reste rien à convertir.",
    en: "Nothing is left to convert.",
  },
  CONVERSION_LINE_UNKNOWN: {
    status: 422,
    fr: "Cette ligne n'appartient pas au document d'origine.",
    en: "This line does not belong to the source document.",
  },
  CONVERSION_EXCEEDS_REMAINING: {
    status: 409,
    fr: "Quantité {quantity} supérieure au reste à convertir ({remaining}).",
    en: "Quantity {quantity} exceeds what is left to convert ({remaining}).",
  },

  // Bulk, import, export
  BULK_TOO_MANY: {
    status: 422,
    fr: "Un traitement groupé porte sur {max} documents au plus.",
    en: "A bulk action covers at most {max} documents.",
  },
  BULK_INVALID: {
    status: 422,
    fr: "Un traitement groupé désigne des documents (ids ou filtre) et une action connue.",
    en: "A bulk action names documents (ids or a filter) and a known verb.",
  },
  IMPORT_FILE_UNREADABLE: {
    status: 422,
    fr: "Le fichier n'est ni un CSV ni un classeur Excel lisible : {reason}",
    en: "The file is neither a readable CSV nor an Excel workbook: {reason}",
  },
  IMPORT_TOO_MANY_ROWS: {
    status: 422,
    fr: "Un import compte {max} lignes au plus.",
    en: "An import has at most {max} rows.",
  },
  EXPORT_TOO_LARGE: {
    status: 422,
    fr: "Cette liste a plus de {max} lignes, et un fichier en contient au plus {max}.",
    en: "This list has more than {max} rows, and a file holds at most {max}.",
    hint: { fr: "Restreignez la liste par un filtre.", en: "Narrow the list by a filter." },
  },
  EXPORT_FAILED: {
    status: 422,
    fr: "Le fichier n'a pas pu être préparé : {reason}",
    en: "The file could not be made: {reason}",
    hint: { fr: "Restreignez la liste ou ses colonnes.", en: "Narrow the list or its columns." },
  },
  IMPORT_MAPPING_UNKNOWN: {
    status: 422,
    fr: "La colonne « {column} » est associée à « {target} », qui n'est pas un champ importable.",
    en: "Column “{column}” is mapped to “{target}”, which is not a field that can be imported.",
  },
  IMPORT_KEY_INVALID: {
    status: 422,
    fr: "« {key} » n'identifie pas un document : choisissez l'identifiant, le numéro ou un champ unique présent dans le fichier.",
    en: "“{key}” does not identify a document: choose the id, the number or a unique field present in the file.",
  },
  IMPORT_CELL_INVALID: {
    status: 422,
    fr: "« {value} » n'est pas {expected_fr}.",
    en: "“{value}” is not {expected_en}.",
  },
  IMPORT_LINK_NOT_FOUND: {
    status: 422,
    fr: "Aucun document « {doctype} » ne correspond à « {value} ».",
    en: "No “{doctype}” matches “{value}”.",
  },
  IMPORT_LINK_AMBIGUOUS: {
    status: 422,
    fr: "« {value} » désigne plusieurs documents « {doctype} ».",
    en: "“{value}” names several “{doctype}” documents.",
  },
  IMPORT_KEY_REPEATED: {
    status: 422,
    fr: "« {value} » figure déjà plus haut dans le fichier.",
    en: "“{value}” already occurs further up in the file.",
  },

  // Files, comments, tags
  FILE_EMPTY: { status: 422, fr: "Le fichier est vide.", en: "The file is empty." },
  FILE_TOO_LARGE: {
    status: 413,
    fr: "Le fichier dépasse {max_bytes} octets.",
    en: "The file is larger than {max_bytes} bytes.",
  },
  FILE_TYPE_REFUSED: {
    status: 415,
    fr: "Les fichiers de type « {type} » ne sont pas acceptés ici.",
    en: "Files of type “{type}” are not accepted here.",
  },
  FILE_NAME_INVALID: { status: 422, fr: "Ce nom de fichier est refusé.", en: "This file name is refused." },
  FILE_MISSING: { status: 404, fr: "Ce fichier n'existe pas.", en: "This file does not exist." },
  FILE_KEY_INVALID: { status: 500, fr: "Clé de fichier invalide.", en: "Invalid file key." },
  FILE_STORE_FAILED: {
    status: 503,
    fr: "Le dépôt de fichiers ne répond pas.",
    en: "The file store does not answer.",
  },
  COMMENT_EMPTY: { status: 422, fr: "Le commentaire est vide.", en: "The comment is empty." },
  COMMENT_TOO_LONG: {
    status: 422,
    fr: "Un commentaire compte {max} caractères au plus.",
    en: "A comment has at most {max} characters.",
  },
  COMMENT_NOT_FOUND: { status: 404, fr: "Ce commentaire n'existe pas.", en: "This comment does not exist." },
  TAG_INVALID: {
    status: 422,
    fr: "Une étiquette compte de 1 à 50 caractères.",
    en: "A tag has 1 to 50 characters.",
  },
});
