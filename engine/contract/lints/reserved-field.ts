import { RESERVED_FIELD_IDS } from "../fields/reserved-ids.ts";
import type { Field, Named } from "../types/index.ts";
import { type Lint, problem } from "./lint.ts";

/** Names that the engine, Postgres or the expression language keep for themselves, the second column of a dynamic link included. */
export const reservedField: Lint = {
  id: "reserved-field",
  phase: "structure",
  check: ({ model }) =>
    model.all("doctype").flatMap(({ artefact, file }) =>
      Object.keys(artefact.fields)
        .filter((id) => RESERVED_FIELD_IDS.has(id) || isTypeOfLink(id, artefact.fields))
        .map((id) => problem(file, ["fields", id], "METADATA_FIELD_RESERVED", { field: id })),
    ),
};

/** A dynamic link is stored in two columns, `<id>` and `<id>_type`. */
export function isTypeOfLink(id: string, fields: Named<Field>): boolean {
  const link = id.endsWith("_type") ? id.slice(0, -"_type".length) : "";
  return Object.hasOwn(fields, link) && fields[link]?.type === "dynamic_link";
}
