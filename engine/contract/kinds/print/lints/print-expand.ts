import { type Lint, problem } from "../../../lints/lint.ts";
import { fieldAtPath } from "../../../metadata/field-at-path.ts";
import type { Print } from "../../../types/index.ts";

/** Only links can be expanded into the documents they lead to. */
export const printExpand: Lint<Print> = {
  id: "print-expand",
  phase: "structure",
  check: ({ artefact, file }, { model }) =>
    (artefact.expand ?? []).flatMap((path, index) => {
      const doctype = model.get("doctype", artefact.doctype);
      const end = doctype && fieldAtPath(model, doctype, path.split("."));
      const isLink = end?.kind === "field" && ["link", "dynamic_link"].includes(end.field.type);
      return !end || isLink ? [] : [problem(file, ["expand", index], "METADATA_NOT_A_LINK", { path })];
    }),
};
