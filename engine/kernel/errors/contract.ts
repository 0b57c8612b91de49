import { defineErrors } from "./define-errors.ts";

const invalid = (fr: string, en: string) => ({ status: 422, fr, en });

/** What the metadata language refuses: first by its schemas, then by its lints. */
export const contractErrors = defineErrors({
  SCHEMA_PROPERTY_UNKNOWN: invalid(
    "La propriété « {property} » n'existe pas ici.",
    "The property “{property}” does not exist here.",
  ),
  SCHEMA_PROPERTY_MISSING: invalid("Il manque la propriété « {property} ».", "The property “{property}” is missing."),
  SCHEMA_PROPERTY_NEEDED: invalid(
    "« {property} » ne va pas sans « {missing} ».",
    "“{property}” needs “{missing}” as well.",
  ),
  SCHEMA_PROPERTY_ONE_OF: invalid("Il faut l'une de ces propriétés : {names}.", "One of these is needed: {names}."),
  SCHEMA_PROPERTIES_EXCLUSIVE: invalid(
    "Ces propriétés ne vont pas ensemble : {names}.",
    "These do not go together: {names}.",
  ),
  METADATA_FIELD_TYPE_UNKNOWN: invalid("Le type de champ « {type} » n'existe pas.", "There is no field type “{type}”."),
  SCHEMA_VALUE_NOT_ALLOWED: invalid(
    "« {value} » n'est pas permis ; valeurs possibles : {allowed}.",
    "“{value}” is not allowed; possible values: {allowed}.",
  ),
  SCHEMA_VALUE_TYPE: invalid("Il faut {expected_fr}, pas « {value} ».", "This must be {expected_en}, not “{value}”."),
  SCHEMA_TEXT_SHAPE: invalid("« {value} » n'est pas {what_fr}.", "“{value}” is not {what_en}."),
  SCHEMA_OUT_OF_LIMITS: invalid("Hors limites : {problem_fr}.", "Out of limits: {problem_en}."),
  SCHEMA_ITEM_REPEATED: invalid("« {value} » est répété.", "“{value}” is repeated."),
  SCHEMA_OTHER: invalid("Forme non reconnue : {problem}.", "Not the right shape: {problem}."),
  METADATA_DYNAMIC_LINK_VALUE: invalid(
    "« {source} » donne « {found} », mais ce lien ne vise que : {allowed}.",
    "“{source}” gives “{found}”, but this link only leads to: {allowed}.",
  ),
  METADATA_FUNCTION_SCHEMA: invalid(
    "Ce n'est pas un schéma JSON utilisable : {problem}.",
    "This is no usable JSON Schema: {problem}.",
  ),
  METADATA_FORMULA_CYCLE: invalid(
    "Ces valeurs se calculent l'une par l'autre : {cycle}.",
    "These values are computed from each other: {cycle}.",
  ),
  METADATA_ID_IS_FILE_NAME: invalid(
    "L'identifiant « {id} » diffère du nom du fichier, « {name} ».",
    "The id “{id}” differs from the file's name, “{name}”.",
  ),
  METADATA_ID_DUPLICATE: invalid(
    "L'identifiant « {id} » est déjà pris par {other}.",
    "The id “{id}” is already taken by {other}.",
  ),
  METADATA_DOCTYPE_UNKNOWN: invalid("Le type de document « {id} » n'existe pas.", "There is no doctype “{id}”."),
  METADATA_LEDGER_UNKNOWN: invalid("Le registre « {id} » n'existe pas.", "There is no ledger “{id}”."),
  METADATA_REPORT_UNKNOWN: invalid("Le rapport « {id} » n'existe pas.", "There is no report “{id}”."),
  METADATA_ROLE_UNKNOWN: invalid("Le rôle « {id} » n'existe pas.", "There is no role “{id}”."),
  METADATA_VIEW_UNKNOWN: invalid("La vue « {id} » n'existe pas.", "There is no view “{id}”."),
  METADATA_FUNCTION_UNKNOWN: invalid("La fonction « {id} » n'existe pas.", "There is no function “{id}”."),
  METADATA_TEMPLATE_UNKNOWN: invalid("Le modèle « {id} » n'existe pas.", "There is no template “{id}”."),
  METADATA_PROGRAM_MISSING: invalid(
    "Il manque le programme de « {id} » : {path}.",
    "The program of “{id}” is missing: {path}.",
  ),
  METADATA_PROGRAM_BROKEN: invalid(
    "Le programme de « {id} » ne peut pas être chargé : {reason}",
    "The program of “{id}” cannot be loaded: {reason}",
  ),
  METADATA_PROGRAM_NOT_COMPUTING: invalid(
    "Une écriture ou un tableau appelle « {id} », qui ne peut pas être calculé sur place : {reason}",
    "A posting or a table calls “{id}”, which cannot be computed at once: {reason}",
  ),
  METADATA_PROGRAM_OF_LAYER: invalid(
    "« {id} » a besoin d'un programme en TypeScript, qui ne vient que du produit et des paquets installés : les métadonnées propres à une organisation n'en apportent pas.",
    "“{id}” needs a program in TypeScript, which comes only from the product and installed packages: an organization's own metadata bring none.",
  ),
  METADATA_MODULE_UNKNOWN: invalid("Le module « {id} » n'existe pas.", "There is no module “{id}”."),
  METADATA_FIELD_UNKNOWN: invalid("« {doctype} » n'a pas de champ « {field} ».", "“{doctype}” has no field “{field}”."),
  METADATA_FIELD_NOT_SHOWN: invalid(
    "« {field} » est un champ du moteur qu'aucun écran n'affiche ; ceux de « {doctype} » qui s'affichent : {shown}.",
    "“{field}” is a field of the engine that no screen shows; those of “{doctype}” that are shown: {shown}.",
  ),
  METADATA_PATH_INTO_ROWS: invalid(
    "« {path} » entre dans les lignes d'une table : il n'y aurait pas une seule valeur par document.",
    "“{path}” goes into a table's rows: there would not be one value per document.",
  ),
  METADATA_TABLE_OF_CHILD: invalid(
    "« {doctype} » n'est pas un type enfant (kind : child) : il ne peut pas donner leur forme à des lignes.",
    "“{doctype}” is no child doctype (kind: child): it cannot give rows their shape.",
  ),
  METADATA_TABLE_IN_CHILD: invalid(
    "Des lignes ne peuvent pas avoir de lignes : « {field} » n'a pas sa place dans un type enfant.",
    "Rows cannot have rows: “{field}” has no place in a child doctype.",
  ),
  METADATA_CHILD_UNUSED: invalid(
    "Aucun champ table n'utilise le type enfant « {doctype} ».",
    "No table field uses the child doctype “{doctype}”.",
  ),
  METADATA_CHILD_ALONE: invalid(
    "« {doctype} » est un type enfant : ses lignes vivent dans leur document et ne se désignent pas seules.",
    "“{doctype}” is a child doctype: its rows live in their document and are not named alone.",
  ),
  METADATA_KIND_PROPERTY: invalid(
    "« {property} » n'a pas de sens pour un type « {kind} ».",
    "“{property}” makes no sense for a doctype of kind “{kind}”.",
  ),
  METADATA_FIELD_RESERVED: invalid(
    "Le nom « {field} » est réservé au moteur.",
    "The name “{field}” is reserved for the engine.",
  ),
  METADATA_DOCTYPE_RESERVED: invalid(
    "Le nom « {doctype} » est réservé au moteur : une de ses tables ou une adresse de l'API s'appelle déjà ainsi.",
    "The name “{doctype}” is reserved for the engine: one of its tables or a place of the API is already called so.",
  ),
  METADATA_TABLE_NAME_LONG: invalid(
    "Le nom de table « {table} » dépasse {limit} caractères.",
    "The table name “{table}” is longer than {limit} characters.",
  ),
  METADATA_PATTERN_UNSAFE: invalid(
    "L'expression régulière « {pattern} » est refusée : {reason_fr}.",
    "The pattern “{pattern}” is refused: {reason_en}.",
  ),
  METADATA_TREE_FIELD: invalid(
    "« {field} » doit être un lien vers « {doctype} » lui-même.",
    "“{field}” must be a link to “{doctype}” itself.",
  ),
  METADATA_TREE_VIEW: invalid(
    "« {doctype} » n'est pas un arbre (propriété tree).",
    "“{doctype}” is no tree (property tree).",
  ),
  METADATA_SECOND_FOR_DOCTYPE: invalid(
    "« {doctype} » en a déjà un : {other}.",
    "“{doctype}” already has one: {other}.",
  ),
  METADATA_DEFAULT_AND_FORMULA: invalid(
    "« {field} » a une formule : sa valeur par défaut ne servirait jamais.",
    "“{field}” has a formula: its default would never be used.",
  ),
  METADATA_COMPUTED_IN_CHILD: invalid(
    "« {field} » : un champ calculé à la lecture ne se met pas dans des lignes ; utilisez une formule.",
    "“{field}”: a field computed when read cannot stand in rows; use a formula.",
  ),
  METADATA_COMPUTED_PROPERTY: invalid(
    "« {field} » n'est jamais enregistré : « {property} » n'a pas de sens.",
    "“{field}” is never stored: “{property}” makes no sense.",
  ),
  METADATA_COMPUTED_OPTIONS: invalid(
    "« {field} » donne un choix : il lui faut des « options ».",
    "“{field}” gives a choice: it needs “options”.",
  ),
  METADATA_BALANCE_MEASURE: invalid(
    "Le registre « {ledger} » n'a pas de mesure « {measure} ».",
    "The ledger “{ledger}” has no measure “{measure}”.",
  ),
  METADATA_BALANCE_OF: invalid(
    "La dimension « {of} » du registre « {ledger} » ne mène pas à « {doctype} ».",
    "The dimension “{of}” of the ledger “{ledger}” does not lead to “{doctype}”.",
  ),
  METADATA_NAMED_BY: invalid(
    "« {path} » doit mener à un texte, un choix, ou un lien vers un type qui a un champ texte « {code} ».",
    "“{path}” must lead to a text, a choice, or a link to a doctype with a text field “{code}”.",
  ),
  METADATA_TEXT_TOO_LONG_TO_INDEX: invalid(
    "« {field} » peut compter {max} caractères : un index en prend {limit} au plus.",
    "“{field}” may have {max} characters: an index takes {limit} at most.",
  ),
  METADATA_NOT_INDEXABLE: invalid(
    "« {field} » est de type {type} : il ne peut être ni indexé ni unique.",
    "“{field}” is of type {type}: it can be neither indexed nor unique.",
  ),
  METADATA_NOT_SEARCHABLE: invalid(
    "« {field} » n'est pas un texte : la recherche n'y trouverait rien.",
    "“{field}” is no text: the search would find nothing in it.",
  ),
  METADATA_SEARCH_LEVEL: invalid(
    "« {field} » a un niveau : la recherche, la même pour tous, le révélerait à qui ne le lit pas.",
    "“{field}” has a level: the search, the same for everybody, would tell of it to those who do not read it.",
  ),
  METADATA_LEVEL_TOLD: invalid(
    "« {field} » est lu au niveau {level}, mais ce que donne cette expression est montré au rôle « {role} », qui lit le niveau {known}.",
    "“{field}” is read at level {level}, but what this expression comes to is shown to the role “{role}”, which reads level {known}.",
  ),
  METADATA_MIN_ABOVE_MAX: invalid(
    "« {field} » : le minimum {min} dépasse le maximum {max}.",
    "“{field}”: the least value {min} is above the greatest {max}.",
  ),
  METADATA_RENAMED_FROM: invalid(
    "« {former} » existe toujours : rien ne peut en porter l'ancien nom.",
    "“{former}” still exists: nothing can have been renamed from it.",
  ),
  METADATA_RENAMED_TWICE: invalid(
    "« {former} » ne peut être l'ancien nom que d'une seule autre chose.",
    "“{former}” can be the former name of one other thing only.",
  ),
  METADATA_CIRCULAR_LINKS: invalid(
    "Ces documents s'exigent l'un l'autre et ne pourraient jamais être créés : {cycle}.",
    "These documents require each other and could never be created: {cycle}.",
  ),
  METADATA_DERIVE_EACH: invalid(
    "« {table} » doit être une autre table du même document.",
    "“{table}” must be another table of the same document.",
  ),
  METADATA_DERIVED_TWICE: invalid(
    "La colonne « {column} » est déjà calculée autrement.",
    "The column “{column}” is already computed otherwise.",
  ),
  METADATA_DERIVATION_ORDER: invalid(
    "« {column} » lit « {later} », qui n'est pas encore calculée : placez-la avant.",
    "“{column}” reads “{later}”, which is not computed yet: put it before.",
  ),
  METADATA_TABLE_VALUE: invalid(
    "« {field} » est une table : elle n'a pas de « {property} ».",
    "“{field}” is a table: it has no “{property}”.",
  ),
  METADATA_FORM_TABLE: invalid(
    "« {field} » n'est pas une table : elle n'a pas de colonnes.",
    "“{field}” is no table: it has no columns.",
  ),
  METADATA_FORM_FIELD_REPEATED: invalid(
    "« {field} » figure déjà dans ce formulaire.",
    "“{field}” is already on this form.",
  ),
  METADATA_VIEW_LABEL: invalid(
    "« {field} » n'est pas une colonne de cette vue.",
    "“{field}” is no column of this view.",
  ),
  METADATA_VIEW_TOTAL: invalid(
    "« {field} » n'est pas une colonne numérique de cette vue.",
    "“{field}” is no numeric column of this view.",
  ),
  METADATA_LEDGER_FIELD_TYPE: invalid(
    "« {id} » ne peut pas être de type {type} dans un registre.",
    "“{id}” cannot be of type {type} in a ledger.",
  ),
  METADATA_LEDGER_FIELD_TAKEN: invalid(
    "Le nom « {id} » est déjà pris dans ce registre.",
    "The name “{id}” is already taken in this ledger.",
  ),
  METADATA_LEDGER_FIELD_PROPERTY: invalid(
    "« {id} » : « {property} » n'a pas de sens, seules les écritures remplissent un registre.",
    "“{id}”: “{property}” makes no sense, only postings fill a ledger.",
  ),
  METADATA_MEASURE_UNKNOWN: invalid("Ce registre n'a pas de mesure « {id} ».", "This ledger has no measure “{id}”."),
  METADATA_DIMENSION_UNKNOWN: invalid(
    "Ce registre n'a pas de dimension « {id} ».",
    "This ledger has no dimension “{id}”.",
  ),
  METADATA_PERIOD_DATE: invalid("« {field} » doit être une date.", "“{field}” must be a date."),
  METADATA_POSTING_DOCUMENT: invalid(
    "« {doctype} » ne se valide pas (lifecycle : submittable) : il ne peut rien inscrire.",
    "“{doctype}” is not submitted (lifecycle: submittable): it cannot post.",
  ),
  METADATA_NOT_A_TABLE: invalid("« {field} » n'est pas une table.", "“{field}” is no table."),
  METADATA_POSTING_KEY: invalid(
    "« {key} » n'est ni une dimension ni une mesure du registre « {ledger} ».",
    "“{key}” is neither a dimension nor a measure of the ledger “{ledger}”.",
  ),
  METADATA_POSTING_DIMENSION: invalid(
    "Le registre « {ledger} » exige la dimension « {dimension} ».",
    "The ledger “{ledger}” requires the dimension “{dimension}”.",
  ),
  METADATA_POSTING_MEASURE: invalid(
    "Aucune mesure du registre « {ledger} » n'est renseignée : il n'y aurait pas d'écriture.",
    "No measure of the ledger “{ledger}” is set: there would be no entry.",
  ),
  METADATA_POSTING_UNBALANCED: invalid(
    "Rien ne renseigne « {measure} » : dans le registre « {ledger} », cela ne peut pas s'équilibrer.",
    "Nothing sets “{measure}”: in the ledger “{ledger}” this cannot balance.",
  ),
  METADATA_CONVERSION_QUANTITY: invalid(
    "« {field} » n'est pas un nombre : on ne peut pas en suivre le reste.",
    "“{field}” is no number: what remains of it cannot be tracked.",
  ),
  METADATA_TARGET_COMPUTED: invalid(
    "« {field} » se calcule tout seul dans le nouveau document.",
    "“{field}” computes itself in the new document.",
  ),
  METADATA_WORKFLOW_FIELD: invalid(
    "« {field} » doit être un champ choix pour porter l'état.",
    "“{field}” must be a choice field to hold the state.",
  ),
  METADATA_WORKFLOW_EXISTING: invalid(
    "La condition de « {state} » lit « {read} » : l'état d'un document déjà présent ne dépend que de ses propres champs.",
    "The condition of “{state}” reads “{read}”: the state of a document that was there before depends on its own fields only.",
  ),
  METADATA_WORKFLOW_OPTION: invalid(
    "L'état « {state} » n'est pas une option du champ « {field} ».",
    "The state “{state}” is no option of the field “{field}”.",
  ),
  METADATA_STATE_UNKNOWN: invalid("L'état « {state} » n'existe pas.", "There is no state “{state}”."),
  METADATA_STATE_UNREACHABLE: invalid("Rien ne mène à l'état « {state} ».", "Nothing leads to the state “{state}”."),
  METADATA_STATE_WITHOUT_EXIT: invalid(
    "On ne peut plus quitter l'état « {state} » ; s'il est final, dites-le (final).",
    "The state “{state}” can never be left; if it is final, say so (final).",
  ),
  METADATA_NOT_SUBMITTABLE: invalid(
    "« {doctype} » ne se valide ni ne s'annule (lifecycle : submittable).",
    "“{doctype}” is neither submitted nor cancelled (lifecycle: submittable).",
  ),
  METADATA_MEASURE_TWO_SOURCES: invalid(
    "« {measure} » a une valeur et une formule : il en faut une seule.",
    "“{measure}” has a value and a formula: only one is needed.",
  ),
  METADATA_MEASURE_NO_SOURCE: invalid(
    "« {measure} » n'a ni valeur ni formule.",
    "“{measure}” has neither value nor formula.",
  ),
  METADATA_MEASURE_NOT_AGGREGATED: invalid(
    "« {measure} » : un rapport summary agrège ses valeurs (aggregate).",
    "“{measure}”: a summary aggregates its values (aggregate).",
  ),
  METADATA_MEASURE_RUNNING: invalid(
    "« {measure} » : seul un rapport detail peut cumuler.",
    "“{measure}”: only a detail report has running totals.",
  ),
  METADATA_REPORT_NAME: invalid("« {name} » n'existe pas ici.", "“{name}” does not exist here."),
  METADATA_NOT_A_LINK: invalid("« {path} » n'est pas un lien.", "“{path}” is no link."),
  METADATA_LEDGER_GUARDS: invalid(
    "Un journal ne garde qu'un solde minimal ; « {first} » en est déjà un.",
    "A ledger guards one minimum balance; “{first}” is one already.",
  ),
  METADATA_MENU_VIEW: invalid(
    "La vue « {view} » ne liste pas « {doctype} ».",
    "The view “{view}” does not list “{doctype}”.",
  ),
  METADATA_MENU_IMPORTER: invalid(
    "La fonction « {id} » n'est pas un importateur.",
    "The function “{id}” is not an importer.",
  ),
  METADATA_TRANSLATION_MISSING: invalid(
    "Le texte « {key} » manque dans l'autre langue ({language}).",
    "The text “{key}” is missing in the other language ({language}).",
  ),
  METADATA_FUNCTION_INPUT: invalid(
    "L'entrée de la fonction n'a pas de propriété « {name} ».",
    "The function's input has no property “{name}”.",
  ),
  METADATA_FUNCTION_EFFECT: invalid(
    "« {verb} » n'est pas possible pour « {doctype} ».",
    "“{verb}” is not possible for “{doctype}”.",
  ),
  METADATA_FUNCTION_NAME_TAKEN: invalid(
    "Le moteur lui-même place « {name} » ici : ce nom ne peut pas être déclaré.",
    "The engine itself puts “{name}” here: this name cannot be declared.",
  ),
  METADATA_CALL_NOT_PURE: invalid(
    "La fonction « {function} » lit ou fait autre chose que calculer : elle ne peut pas être appelée ici.",
    "The function “{function}” reads or does more than compute: it cannot be called here.",
  ),
  METADATA_CALL_INPUT_MISSING: invalid(
    "La fonction exige « {name} », qui ne lui est pas donné.",
    "The function requires “{name}”, which it is not given.",
  ),
  METADATA_CALL_INPUT_TYPE: invalid(
    "« {name} » est transmis comme « {found} », la fonction attend : {wanted}.",
    "“{name}” goes in as “{found}”, the function takes: {wanted}.",
  ),
  METADATA_CALL_OUTPUT: invalid(
    "Les objets de « rows », que la fonction doit rendre, n'ont pas de membre « {member} ».",
    "The objects of “rows”, which the function has to answer, have no member “{member}”.",
  ),
  METADATA_CALL_OUTPUT_TYPE: invalid(
    "« {member} » ne convient pas à « {column} », de type « {type} ».",
    "“{member}” does not fit “{column}”, of type “{type}”.",
  ),
  METADATA_FILL_FORMULA: invalid(
    "La colonne « {column} » n'a pas de formule : elle serait saisie, et rien ne vaudrait là où la fonction n'est pas appelée.",
    "The column “{column}” has no formula: it would be typed, and nothing would hold where the function is not called.",
  ),
  METADATA_FORMULA_READS_COMPUTED: invalid(
    "« {field} » est enregistré et lirait « {computed} », qui n'est calculé qu'à la lecture : il vieillirait.",
    "“{field}” is stored and would read “{computed}”, which is only computed when read: it would go stale.",
  ),
  METADATA_CONVERSION_UNKNOWN: invalid("La conversion « {id} » n'existe pas.", "There is no conversion “{id}”."),
  METADATA_ERROR_CODE_UNKNOWN: invalid("Le code d'erreur « {id} » n'existe pas.", "There is no error code “{id}”."),
  METADATA_STEP_DOCUMENT_UNKNOWN: invalid(
    "Aucune étape précédente ne nomme « {id} ».",
    "No earlier step names “{id}”.",
  ),
});
