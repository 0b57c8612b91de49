import { type Lint, problem } from "../../../lints/lint.ts";
import type { Filed } from "../../../metadata/metadata-model.ts";
import type { Translations } from "../../../types/index.ts";

/** A text of one language exists in the other one too. */
export const translationMissing: Lint<Translations> = {
  id: "translation-missing",
  phase: "structure",
  check: (filed, { model }) => {
    const isOther = ({ file }: Filed<Translations>) => file.module === filed.file.module && file !== filed.file;
    return missing(filed, model.all("translations").find(isOther));
  },
};

function missing({ artefact, file }: Filed<Translations>, other: Filed<Translations> | undefined) {
  const language = artefact.language === "fr" ? "en" : "fr";
  const absent = Object.keys(artefact.texts).filter((key) => !Object.hasOwn(other?.artefact.texts ?? {}, key));
  return absent.map((key) => problem(file, ["texts", key], "METADATA_TRANSLATION_MISSING", { key, language }));
}
