import { defineErrors } from "./define-errors.ts";

/** Errors raised by the registry layer. */
export const registryErrors = defineErrors({
  METADATA_INVALID: {
    status: 422,
    fr: "Les métadonnées contiennent {count} erreur(s), dont : {first_fr}",
    en: "The metadata contains {count} error(s), among them: {first_en}",
    hint: {
      fr: "Corrigez les points indiqués ; `npx perfex check` les montre tous.",
      en: "Mend the points listed; `npx perfex check` shows them all.",
    },
  },
  METADATA_FILE_KEY: {
    status: 422,
    fr: "« {key} » ne désigne aucun fichier de métadonnées ; attendu : module/dossier/identifiant.",
    en: "“{key}” names no metadata file; expected: module/folder/id.",
  },
  METADATA_FOLDER_MISSING: {
    status: 404,
    fr: "Le dossier de métadonnées « {folder} » n'existe pas.",
    en: "The metadata folder “{folder}” does not exist.",
  },
  REGISTRY_UNKNOWN_DOCTYPE: {
    status: 404,
    fr: "Le type de document « {id} » n'existe pas.",
    en: "There is no doctype “{id}”.",
  },
  REGISTRY_UNKNOWN_LEDGER: { status: 404, fr: "Le registre « {id} » n'existe pas.", en: "There is no ledger “{id}”." },
  REGISTRY_UNKNOWN_REPORT: { status: 404, fr: "Le rapport « {id} » n'existe pas.", en: "There is no report “{id}”." },
});
