import { type Lint, problem } from "../../../lints/lint.ts";
import { slotKey } from "../../../slots/expression-slot.ts";
import { suggest } from "../../../suggest.ts";
import type { Doctype } from "../../../types/index.ts";
import { tableUseName } from "../doctype-slots.ts";

/** A choice's default, where it is written out, is one of its options. */
export const defaultOption: Lint<Doctype> = {
  id: "default-option",
  phase: "meaning",
  check: ({ artefact, file }, { model, expressions }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      if (field.type !== "choice") return [];
      const path = ["fields", id, "default"];
      const [use] = model.usesOf(artefact.id);
      const useName = use ? tableUseName(use.doctype.id, use.fieldId) : "";
      const ast = expressions.get(slotKey(file, path, useName))?.ast;
      const options = Object.keys(field.options);
      if (ast?.op !== "text" || options.includes(ast.text)) return [];
      const suggestion = suggest(ast.text, options);
      return [problem(file, path, "METADATA_DEFAULT_OPTION", { value: ast.text }, { suggestion })];
    }),
};
