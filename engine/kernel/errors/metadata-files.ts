import { defineErrors } from "./define-errors.ts";

const invalid = (fr: string, en: string) => ({ status: 422, fr, en });

/** What is wrong with the text of a metadata file, before it is looked at as an artefact, and with a text that is a template. */
export const metadataFileErrors = defineErrors({
  METADATA_JSON_SYNTAX: invalid(
    "Ce fichier n'est pas du JSON valide : {problem_fr}.",
    "This file is not valid JSON: {problem_en}.",
  ),
  METADATA_JSON_TOO_DEEP: invalid(
    "Ce fichier est imbriqué sur plus de {max} niveaux.",
    "This file is nested more than {max} levels deep.",
  ),
  METADATA_MODULE_TWICE: invalid(
    "Le dossier « {folder} » porte déjà le module « {id} » : un seul des deux serait lu.",
    "The folder “{folder}” holds the module “{id}” already: only one of the two would be read.",
  ),
  METADATA_FILE_NOT_A_FILE: invalid(
    "Un dossier porte ici le nom d'un fichier : ce qu'il contient ne serait pas lu.",
    "A folder is named like a file here: what it holds would not be read.",
  ),
  METADATA_FILE_ENCODING: invalid(
    "Ce fichier n'est pas écrit en UTF-8 : ses lettres accentuées en seraient changées. Enregistrez-le en UTF-8.",
    "This file is not written in UTF-8: its accented letters would become others. Save it as UTF-8.",
  ),
  METADATA_FILE_UNREADABLE: invalid(
    "Ce fichier ne peut pas être lu ({reason}).",
    "This file cannot be read ({reason}).",
  ),
  METADATA_KEY_REPEATED: invalid(
    "La clé « {key} » figure déjà plus haut dans le même objet : une seule des deux compterait.",
    "The key “{key}” stands further up in the same object already: only one of the two would count.",
  ),
  METADATA_FILE_UNPLACED: invalid(
    "Ce fichier n'est à aucune des places connues d'un module ({places}) : il ne serait pas lu.",
    "This file is in none of the places a module has ({places}): it would not be read.",
  ),
  METADATA_TEMPLATE_SYNTAX: invalid(
    "Ce modèle n'est pas du Handlebars valide : {problem}",
    "This template is not valid Handlebars: {problem}",
  ),
  METADATA_TEMPLATE_CALL: invalid("Un modèle ne peut pas appeler « {name} ».", "A template cannot call “{name}”."),
  METADATA_TEMPLATE_PATH: invalid(
    "« {path} » ne mène à rien dans ce modèle : « {name} » n'y existe pas.",
    "“{path}” leads to nothing in this template: there is no “{name}”.",
  ),
  METADATA_TEMPLATE_LINK: invalid(
    "« {path} » lit le document d'un lien : nommez ce lien sous « expand » de l'impression.",
    "“{path}” reads the document of a link: name the link under “expand” of the print.",
  ),
  METADATA_TEMPLATE_TEXT: invalid("Le texte « {key} » n'existe pas.", "There is no text “{key}”."),
});
