import { fieldAtPath } from "../metadata/field-at-path.ts";
import { type Lint, problem } from "./lint.ts";

/** Only links can be expanded into the documents they lead to. */
export const printExpand: Lint = {
  id: "print-expand",
  phase: "structure",
  check: ({ model }) =>
    model.all("print").flatMap(({ artefact, file }) =>
      (artefact.expand ?? []).flatMap((path, index) => {
        const doctype = model.get("doctype", artefact.doctype);
        const end = doctype && fieldAtPath(model, doctype, path.split("."));
        const isLink = end?.kind === "field" && ["link", "dynamic_link"].includes(end.field.type);
        return !end || isLink ? [] : [problem(file, ["expand", index], "METADATA_NOT_A_LINK", { path })];
      }),
    ),
};
