import type { LocalizedText } from "../../kernel/index.ts";
import type { ExprType } from "./types.ts";

const KINDS: Readonly<Record<Exclude<ExprType["kind"], "record" | "list">, LocalizedText>> = {
  text: { fr: "un texte", en: "text" },
  number: { fr: "un nombre", en: "a number" },
  boolean: { fr: "vrai ou faux", en: "true or false" },
  date: { fr: "une date", en: "a date" },
  datetime: { fr: "une date avec heure", en: "a date and time" },
  time: { fr: "une heure", en: "a time" },
  json: { fr: "des données JSON", en: "JSON data" },
  null: { fr: "rien (null)", en: "nothing (null)" },
};

/** How a type is called in messages. */
export function typeText(type: ExprType): LocalizedText {
  if (type.kind === "record") return { fr: `un document « ${type.doctype} »`, en: `a “${type.doctype}” document` };
  if (type.kind === "list") return { fr: "une liste", en: "a list" };
  return KINDS[type.kind];
}

/** The type itself when there is only one, else the kinds in words. */
export function neededKinds(kinds: readonly ExprType["kind"][]): ExprType | LocalizedText {
  const [kind] = kinds;
  if (kinds.length === 1 && kind !== undefined && kind !== "record" && kind !== "list") return { kind };
  const texts = kinds.map((kind) => {
    if (kind === "record") return { fr: "un document", en: "a document" };
    return typeText(kind === "list" ? { kind, of: { kind: "null" } } : { kind });
  });
  return { fr: texts.map((text) => text.fr).join(" ou "), en: texts.map((text) => text.en).join(" or ") };
}
