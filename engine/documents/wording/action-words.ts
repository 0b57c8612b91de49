import type { Action } from "../../contract/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";

/** What one may do with a document, as a refusal tells it. */
const ACTION_WORDS: Readonly<Record<Action, LocalizedText>> = {
  read: { fr: "lire", en: "read" },
  create: { fr: "créer", en: "create" },
  update: { fr: "modifier", en: "change" },
  delete: { fr: "supprimer", en: "delete" },
  submit: { fr: "valider", en: "submit" },
  cancel: { fr: "annuler", en: "cancel" },
  amend: { fr: "corriger", en: "amend" },
  print: { fr: "imprimer", en: "print" },
  import: { fr: "importer", en: "import" },
  export: { fr: "exporter", en: "export" },
  comment: { fr: "commenter", en: "comment" },
};

export const actionWords = (action: string): LocalizedText | undefined =>
  Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action as Action] : undefined;
