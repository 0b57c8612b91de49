import { shownSystemFields } from "../fields/system-fields.ts";
import { finding } from "../finding.ts";
import { fieldAtPath } from "../metadata/field-at-path.ts";
import { referencesIn } from "../references/all-references.ts";
import type { Lint } from "./lint.ts";

/** What a form or a list names is on the screen then: of the engine's own fields there are some that no screen shows. */
export const fieldIsShown: Lint = {
  id: "field-is-shown",
  phase: "structure",
  check: ({ file }, { model }) =>
    referencesIn(file, model).flatMap((reference) => {
      const doctype = reference.to === "field" ? model.get("doctype", reference.doctype) : undefined;
      if (reference.to !== "field" || !reference.isShown || !doctype) return [];
      const end = fieldAtPath(model, doctype, reference.path);
      if (end?.kind !== "system") return [];
      const shown = Object.keys(shownSystemFields(end.doctype));
      if (shown.includes(end.id)) return [];
      const params = { field: end.id, doctype: end.doctype.id, shown: shown.join(", ") || "–" };
      return [finding("METADATA_FIELD_NOT_SHOWN", reference.pointer, params, { file: file.path })];
    }),
};
