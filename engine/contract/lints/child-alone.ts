import { finding } from "../finding.ts";
import { referencesIn } from "../references/all-references.ts";
import type { Lint } from "./lint.ts";

/** Rows live in their document: nothing links to them, lists them or gives rights on them alone. */
export const childAlone: Lint = {
  id: "child-alone",
  phase: "structure",
  check: ({ file }, { model }) =>
    referencesIn(file, model).flatMap((reference) => {
      if (reference.to !== "doctype" || reference.pointer.endsWith("/of")) return [];
      if (model.get("doctype", reference.id)?.kind !== "child") return [];
      return [finding("METADATA_CHILD_ALONE", reference.pointer, { doctype: reference.id }, { file: file.path })];
    }),
};
