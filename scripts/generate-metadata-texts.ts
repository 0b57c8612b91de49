// What the reference of the metadata language says besides its schemas.
import { RESERVED_FIELD_IDS } from "../engine/contract/fields/reserved-ids.ts";
import type { LocalizedText } from "../engine/kernel/index.ts";

const FENCE = "```";
const RESERVED = [...RESERVED_FIELD_IDS]
  .sort()
  .map((id) => `\`${id}\``)
  .join(", ");

/** Types of JSON Schema. */
const TYPES: Readonly<Record<string, LocalizedText>> = {
  string: { fr: "texte", en: "text" },
  integer: { fr: "nombre entier", en: "whole number" },
  number: { fr: "nombre", en: "number" },
  boolean: { fr: "`true` / `false`", en: "`true` / `false`" },
  object: { fr: "objet", en: "object" },
  array: { fr: "liste", en: "list" },
};

/** Definitions that several schemas share and that need no section of their own. */
const SHARED: Readonly<Record<string, LocalizedText>> = {
  id: { fr: "identifiant", en: "id" },
  path: { fr: "chemin", en: "path" },
  sort_key: { fr: "champ, avec `-` devant", en: "field, with `-` before" },
  decimal: { fr: "décimal (texte)", en: "decimal (text)" },
  localized_text: { fr: "texte `fr` et `en`", en: "text, `fr` and `en`" },
  expression: { fr: "[expression](#expressions)", en: "[expression](#expressions)" },
  expression_map: { fr: "expressions par nom", en: "expressions by name" },
  choices: { fr: "choix par clé : `label`, `color`", en: "choices by key: `label`, `color`" },
  icon: { fr: "icône", en: "icon" },
  field_lists: { fr: "listes de champs par nom", en: "lists of fields by name" },
  values: { fr: "valeurs par champ", en: "values by field" },
  step: { fr: "une étape", en: "a step" },
  read: {
    fr: "[documents](#functiondocuments), [report](#functionreport) ou [balance](#functionbalance)",
    en: "[documents](#functiondocuments), [report](#functionreport) or [balance](#functionbalance)",
  },
  given: { fr: "texte, nombre ou `true` / `false`", en: "text, number or `true` / `false`" },
};

export const REFERENCE_TEXTS = {
  title: { fr: "Référence des métadonnées", en: "Metadata reference" },
  generated: {
    fr: "Écrite à partir des schémas de `engine/contract` par `node --import tsx scripts/generate-metadata.ts` ; un test la garde à jour. [English](metadata.md)",
    en: "Written from the schemas in `engine/contract` by `node --import tsx scripts/generate-metadata.ts`; a test keeps it up to date. [Français](metadata.fr.md)",
  },
  introduction: {
    fr: [
      "Tout ce que fait le produit est déclaré dans des fichiers JSON. Un type de document (`doctype`) suffit pour avoir une table, une liste, un formulaire, une API et des droits ; les autres fichiers ajoutent une mise en page, un circuit, des écritures, des rapports, des impressions.",
      "",
      "Les fichiers se trouvent par leur place, `metadata/<module>/…`, et portent le nom de leur `id` :",
    ].join("\n"),
    en: [
      "Everything the product does is declared in JSON files. A `doctype` is enough to have a table, a list, a form, an API and permissions; the other files add layout, workflow, ledger postings, reports, print-outs.",
      "",
      "Files are found by their place, `metadata/<module>/…`, and are named after their `id`:",
    ].join("\n"),
  },
  afterFolders: {
    fr: [
      "Règles communes :",
      "",
      "- les identifiants sont en anglais et en snake_case, et ne changent pas ; les libellés sont en français et en anglais, et changent librement ;",
      "- un identifiant commence par une lettre minuscule et ne finit pas par un tiret bas, ni n'en a deux de suite (`a__b`, `a_` sont refusés) ;",
      `- ces noms sont réservés, aucun champ ne les porte : ${RESERVED} ;`,
      "- ce qui se nomme est une table de correspondance (`fields`, `rules`, `tabs` …), pas une liste : le changement d'une organisation est un *merge patch* JSON ;",
      "- renommer se dit (`renamed_from`), pour que les données suivent : un type de document, un champ, une option d'un choix ; des champs peuvent échanger leurs noms, et un nouveau prendre un nom libéré ;",
      "- `npx perfex plan` compte les lignes qui s'opposent à un changement et en montre cinq par leur titre : refusé là où elles ne peuvent pas rester, sinon dit ;",
      "- `npx perfex check` dit tout ce qui ne va pas, avec l'endroit et, si possible, ce que vous vouliez dire. Les codes sont dans [errors.md](../errors.md).",
    ].join("\n"),
    en: [
      "Common rules:",
      "",
      "- ids are English snake_case and never change; labels are in French and English and change freely;",
      "- an id begins with a lower-case letter and does not end with an underscore, nor has two in a row (`a__b`, `a_` are refused);",
      `- these names are reserved, no field is called so: ${RESERVED};`,
      "- what has a name is a map (`fields`, `rules`, `tabs` …), not a list: an organization's change is a JSON merge patch;",
      "- a rename is said (`renamed_from`), so that data follows: of a doctype, a field, an option of a choice; fields may swap their names, and a new one take a name given up;",
      "- `npx perfex plan` counts the rows that stand against a change and shows five by their title: refused where they cannot stay as they are, else told;",
      "- `npx perfex check` tells everything that is wrong, where, and, if possible, what you meant. The codes are in [errors.md](../errors.md).",
    ].join("\n"),
  },
  fields: { fr: "Types de champ", en: "Field types" },
  fieldsIntroduction: {
    fr: "Un champ est décrit par son `type`. Ces propriétés vont avec tous les types :",
    en: "A field is described by its `type`. These properties go with every type:",
  },
  tableHead: {
    fr: "| Propriété | Contenu | | Sens |",
    en: "| Property | Holds | | Meaning |",
  },
  required: { fr: "obligatoire", en: "required" },
  listOf: { fr: "liste :", en: "list of" },
  mapOf: { fr: "par nom :", en: "by name:" },
  programs: {
    fr: "Leurs programmes, à côté d'eux, `functions/<id>/<id>.ts` :",
    en: "Their programs, beside them, `functions/<id>/<id>.ts`:",
  },
  example: { fr: "Exemple :", en: "Example:" },
  types: TYPES,
  shared: SHARED,
  expressions: {
    fr: [
      "## Expressions",
      "",
      "Un seul langage, fermé et typé, partout : défauts, formules, conditions, règles, filtres, écritures ([guide](../guides/expressions.fr.md)). Il est vérifié au chargement ; ce qu'une expression peut lire dépend de sa place :",
      "",
      "| Place | Lit |",
      "|---|---|",
      "| champ, règle, titre d'un document | ses champs, `doc`, les chemins de liens, `settings.<type>.<champ>`, `organization`, `user` |",
      "| colonne ou règle d'une ligne | les colonnes de la ligne, puis les champs du document, `doc` |",
      "| `where` d'un lien | les champs du document visé ; `doc` est le document qui lie, `line` sa ligne |",
      "| `derive.by`, `derive.where` | une ligne source ; `doc` |",
      "| `derive.set` | `group` (les lignes source), les colonnes déjà calculées ; `doc` |",
      "| écriture, conversion | le document ; avec `each` ou `lines`, la ligne est `line` |",
      "| source d'un rapport | la ligne source (document, ligne ou écriture), `params` ; pour une table, `doc` est le document |",
      "| `having`, `formula`, `drill` d'un rapport | ses dimensions et mesures, `params` |",
      "| règle de ligne d'un rôle, filtre d'une vue | le document, `user` |",
      "",
      "Les valeurs calculées le sont dans l'ordre de leurs dépendances, en-tête et lignes mêlés ; un cycle est refusé.",
    ].join("\n"),
    en: [
      "## Expressions",
      "",
      "One closed, typed language everywhere: defaults, formulas, conditions, rules, filters, postings ([guide](../guides/expressions.md)). It is checked when metadata is loaded; what an expression may read depends on where it stands:",
      "",
      "| Where | Reads |",
      "|---|---|",
      "| field, rule, title of a document | its fields, `doc`, link paths, `settings.<doctype>.<field>`, `organization`, `user` |",
      "| column or rule of a row | the row's columns, then the document's fields, `doc` |",
      "| `where` of a link | the linked document's fields; `doc` is the linking document, `line` its row |",
      "| `derive.by`, `derive.where` | one source row; `doc` |",
      "| `derive.set` | `group` (the source rows), columns computed before; `doc` |",
      "| posting, conversion | the document; with `each` or `lines`, the row is `line` |",
      "| source of a report | the source row (document, row or ledger entry), `params`; for a table, `doc` is the document |",
      "| `having`, `formula`, `drill` of a report | its dimensions and measures, `params` |",
      "| row rule of a role, filter of a view | the document, `user` |",
      "",
      "Computed values are computed in the order of their dependencies, header and rows interleaved; a cycle is refused.",
    ].join("\n"),
  },
  layers: {
    fr: [
      "## Changements d'une organisation",
      "",
      "Une organisation ne modifie pas les fichiers du produit : elle garde un *merge patch* (RFC 7396) par fichier, posé par-dessus. `null` supprime, une clé inconnue ajoute :",
      "",
      `${FENCE}json`,
      "{",
      '  "library/doctypes/loan": { "fields": { "note": { "max": 500 }, "colour": { "type": "text", "label": { "fr": "Couleur", "en": "Colour" } } } },',
      '  "library/prints/loan_slip": null',
      "}",
      FENCE,
      "",
      "`npx perfex apply DOSSIER --organization NOM` met les modules d'un dossier par-dessus ceux du produit : une couche par module.",
      "",
      "- Un fichier à la place d'un fichier du produit est un *merge patch* (RFC 7396) : un objet complète celui qui est là, membre par membre ; toute autre valeur, une liste aussi, le remplace en entier ; `null` retire le membre, et un fichier qui ne contient que `null` retire le fichier. Un nouveau membre vient à la fin.",
      "- Un fichier à une place libre est ajouté. Les couches s'appliquent dans l'ordre où elles sont arrivées.",
      "- Appliquer un dossier remplace en entier la couche précédente du même module : ce que le dossier ne dit plus n'est plus.",
      "- Une couche n'apporte ni fonction ni programme ; elle peut changer ce qui est déclaré d'une fonction du produit.",
      "- Un module à soi est retiré en appliquant un dossier où son `module.json` est le seul fichier et ne contient que `null` ; ce qui change un module du produit, en y mettant `{}`. Les tables qui disparaissent ainsi avec des lignes demandent `--allow-destructive`.",
      "- `npx perfex rollback` remet en vigueur les couches d'une révision précédente : ce qui a été renommé depuis reprend son nom d'alors avec ses valeurs ; ce qui ne peut être retrouvé avec certitude est refusé.",
    ].join("\n"),
    en: [
      "## Changes of an organization",
      "",
      "An organization does not edit the product's files: it keeps one merge patch (RFC 7396) per file, put on top. `null` removes, an unknown key adds:",
      "",
      `${FENCE}json`,
      "{",
      '  "library/doctypes/loan": { "fields": { "note": { "max": 500 }, "colour": { "type": "text", "label": { "fr": "Couleur", "en": "Colour" } } } },',
      '  "library/prints/loan_slip": null',
      "}",
      FENCE,
      "",
      "`npx perfex apply FOLDER --organization NAME` puts the modules of a folder on top of the product's: a layer for each module.",
      "",
      "- A file at the place of one of the product is a merge patch (RFC 7396): an object completes the one that is there, member by member; any other value, a list too, replaces it as a whole; `null` takes the member away, and a file that holds but `null` takes the file away. A new member comes last.",
      "- A file at a free place is added. Layers are applied in the order they came in.",
      "- Applying a folder replaces the former layer of the same module as a whole: what the folder no longer says is no more.",
      "- A layer brings no function and no program; it may change what is declared of a function of the product.",
      "- A module of one's own is taken back by applying a folder in which its `module.json` is the only file and holds but `null`; what changes a module of the product, with `{}` in it. Tables that go with it and have rows ask for `--allow-destructive`.",
      "- `npx perfex rollback` puts the layers of an earlier revision into force again: what was renamed since takes back the name of then with its values; what cannot be told for sure is refused.",
    ].join("\n"),
  },
} as const;
