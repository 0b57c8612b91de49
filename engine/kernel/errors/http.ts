import { defineErrors } from "./define-errors.ts";

/** Errors raised by the http layer. */
export const httpErrors = defineErrors({
  HTTP_NOT_FOUND: { status: 404, fr: "Rien à cette adresse : {path}", en: "Nothing at this address: {path}" },
  HTTP_METHOD_NOT_ALLOWED: {
    status: 405,
    fr: "{method} n'est pas possible ici ; possibles : {allowed}.",
    en: "{method} is not possible here; possible: {allowed}.",
  },
  HTTP_BODY_NOT_JSON: {
    status: 415,
    fr: "Le corps de la requête doit être du JSON (Content-Type: application/json).",
    en: "The request's body must be JSON (Content-Type: application/json).",
  },
  HTTP_BODY_INVALID: {
    status: 400,
    fr: "Le corps de la requête n'est pas du JSON valide : {reason}",
    en: "The request's body is not valid JSON: {reason}",
  },
  HTTP_BODY_NOT_OBJECT: {
    status: 400,
    fr: "Le corps de la requête doit être un objet JSON.",
    en: "The request's body must be a JSON object.",
  },
  HTTP_BODY_FORBIDDEN_KEY: {
    status: 400,
    fr: "La clé « {key} » n'est pas permise dans un objet JSON.",
    en: "The key “{key}” is not allowed in a JSON object.",
  },
  HTTP_BODY_TOO_DEEP: {
    status: 400,
    fr: "Le JSON est imbriqué sur plus de {max} niveaux.",
    en: "The JSON is nested more than {max} levels deep.",
  },
  HTTP_BODY_TOO_LARGE: {
    status: 413,
    fr: "Le corps de la requête dépasse {max_bytes} octets.",
    en: "The request's body exceeds {max_bytes} bytes.",
  },
  HTTP_VALUE_MISSING: { status: 400, fr: "« {name} » manque.", en: "“{name}” is missing." },
  HTTP_VALUE_INVALID: {
    status: 400,
    fr: "« {name} » : {reason_fr}",
    en: "“{name}”: {reason_en}",
  },
  HTTP_PARAMETER_UNKNOWN: {
    status: 400,
    fr: "Paramètre inconnu : « {name} ». Possibles : {known}.",
    en: "Unknown parameter: “{name}”. Possible: {known}.",
  },
  HTTP_PART_UNKNOWN: {
    status: 400,
    fr: "Le formulaire contient une partie inconnue : « {part} ».",
    en: "The form holds an unknown part: “{part}”.",
    hint: {
      fr: "Les parties attendues sont « file » et « options » (JSON).",
      en: "The parts expected are “file” and “options” (JSON).",
    },
  },
  HTTP_PART_REPEATED: {
    status: 400,
    fr: "Le formulaire contient deux fois la partie « {part} ».",
    en: "The form holds the part “{part}” twice.",
  },
  HTTP_UPLOAD_INVALID: {
    status: 400,
    fr: "Le formulaire envoyé est incomplet ou mal formé : {reason}",
    en: "The form sent is incomplete or malformed: {reason}",
  },
  HTTP_MULTIPART_REQUIRED: {
    status: 415,
    fr: "Envoyez un formulaire multipart avec une partie « file ».",
    en: "Send a multipart form with a part “file”.",
  },
  HTTP_RATE_LIMITED: {
    status: 429,
    fr: "Trop de requêtes. Réessayez dans {seconds} s.",
    en: "Too many requests. Try again in {seconds} s.",
  },
  HTTP_SHUTTING_DOWN: {
    status: 503,
    fr: "Le serveur s'arrête. Réessayez dans un instant.",
    en: "The server is shutting down. Try again in a moment.",
  },
  HTTP_IMPORTER_UNKNOWN: {
    status: 404,
    fr: "Aucun import « {importer} ». Connus : {known}.",
    en: "No import “{importer}”. Known: {known}.",
  },
});
