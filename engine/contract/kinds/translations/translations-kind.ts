import type { Translations } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { translationMissing } from "./lints/translation-missing.ts";
import schema from "./translations.schema.json" with { type: "json" };

/** Texts of one language. */
export const translationsKind: Kind<{ id: "translations"; plural: "translations"; artefact: Translations }> = {
  id: "translations",
  plural: "translations",
  place: "translations/<id>.json",
  schema,
  nameIn: "language",
  perModule: true,
  lints: [translationMissing],
};
