import { asDeclared } from "../../compile/expression-reads.ts";
import type { Translations } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { translationMissing } from "./lints/translation-missing.ts";
import { type ShownTranslations, visibleTexts } from "./merge-texts.ts";
import schema from "./translations.schema.json" with { type: "json" };

/** Texts of one language. */
export const translationsKind: Kind<{
  id: "translations";
  plural: "translations";
  artefact: Translations;
  resolved: Translations;
  shown: ShownTranslations;
}> = {
  id: "translations",
  plural: "translations",
  place: "translations/<id>.json",
  schema,
  nameIn: "language",
  perModule: true,
  lints: [translationMissing],
  compile: asDeclared,
  shownAs: { translations: { type: "object" } },
  visible: visibleTexts,
};
