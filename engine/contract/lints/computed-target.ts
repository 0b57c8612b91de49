import { isComputed } from "../json-schema/field-json-schema.ts";
import type { Field, Named } from "../types/index.ts";
import { type Lint, problem } from "./lint.ts";

/** A conversion sets what a person could type; computed values compute themselves in the new document. */
export const computedTarget: Lint = {
  id: "computed-target",
  phase: "structure",
  check: ({ model }) =>
    model.all("conversion").flatMap(({ artefact, file }) => {
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
    }),
};
