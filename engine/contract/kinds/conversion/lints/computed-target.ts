import { isComputed } from "../../../json-schema/field-json-schema.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Conversion, Field, Named } from "../../../types/index.ts";

/** A conversion sets what a person could type; computed values compute themselves in the new document. */
export const computedTarget: Lint<Conversion> = {
  id: "computed-target",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const fields: Named<Field> = model.get("doctype", artefact.to)?.fields ?? {};
    const table = artefact.lines && fields[artefact.lines.to];
    const columns: Named<Field> = table?.type === "table" ? (model.get("doctype", table.of)?.fields ?? {}) : {};
    const computed = (targets: Named<Field>, set: Named<string>, path: readonly string[]) =>
      Object.keys(set).flatMap((id) => {
        const field = targets[id];
        return field && isComputed(field)
          ? [problem(file, [...path, id], "METADATA_TARGET_COMPUTED", { field: id })]
          : [];
      });
    return [
      ...computed(fields, artefact.set, ["set"]),
      ...computed(columns, artefact.lines?.set ?? {}, ["lines", "set"]),
    ];
  },
};
