import type { FiledArtefact } from "../metadata/metadata-model.ts";
import { type Lint, problem } from "./lint.ts";

/** A text of one language exists in the other one too. */
export const translationMissing: Lint = {
  id: "translation-missing",
  phase: "structure",
  check: ({ model }) => {
    const files = model.all("translations");
    return files.flatMap((filed) => {
      const other = files.find(({ file }) => file.module === filed.file.module && file !== filed.file);
      return missing(filed, other);
    });
  },
};

function missing({ artefact, file }: FiledArtefact<"translations">, other: FiledArtefact<"translations"> | undefined) {
  const language = artefact.language === "fr" ? "en" : "fr";
  const absent = Object.keys(artefact.texts).filter((key) => !Object.hasOwn(other?.artefact.texts ?? {}, key));
  return absent.map((key) => problem(file, ["texts", key], "METADATA_TRANSLATION_MISSING", { key, language }));
}
