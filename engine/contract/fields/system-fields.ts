import type { ExprType } from "../expression/index.ts";
import type { Doctype, Field } from "../types/index.ts";
import { optionType } from "./expression-type.ts";
import { SYSTEM_COLUMNS, type SystemColumn, systemColumns } from "./system-columns.ts";

/** Highest level a field can have; who reads or writes up to it is kept from nothing. The schemas of fields and roles name it too. */
export const LEVEL_MAX = 9;

const EXPRESSION_TYPES: Readonly<Record<SystemColumn["stored"], ExprType>> = {
  uuid: { kind: "text" },
  text: { kind: "text" },
  integer: { kind: "number", scale: 0 },
  timestamptz: { kind: "datetime" },
};

/** Fields every document of the doctype has besides its own, with the type expressions see. */
export function systemFields(doctype: Doctype): Readonly<Record<string, ExprType>> {
  const read = systemColumns(doctype).filter(({ isInternal }) => !isInternal);
  return Object.fromEntries(
    read.map(({ id, stored, field }) => [
      id,
      field.type === "choice" ? optionType(field.options) : EXPRESSION_TYPES[stored],
    ]),
  );
}

const DOCUMENT_MEMBERS: readonly SystemColumn[] = SYSTEM_COLUMNS.filter(({ of }) => of !== "row");

/** The engine's own fields of documents as people read them, wherever one is a column, a change or a heading. */
export const SYSTEM_FIELD_DEFINITIONS: Readonly<Record<string, Field>> = Object.fromEntries(
  DOCUMENT_MEMBERS.filter(({ isInternal }) => !isInternal).map(({ id, field }) => [id, field]),
);

type Shown = Pick<Doctype, "kind" | "lifecycle" | "number">;

/** The engine's own fields that forms and lists of a doctype may show, read-only. */
export function shownSystemFields(doctype: Shown): Readonly<Record<string, Field>> {
  const shown = systemColumns(doctype).filter(({ shown }) => shown !== undefined);
  return Object.fromEntries(shown.map(({ id, field }) => [id, field]));
}

/** Of those, what a list offers before or after the doctype's own fields. */
export const listedSystemFields = (doctype: Shown, place: "before" | "after"): readonly string[] =>
  systemColumns(doctype).flatMap(({ id, shown }) => (shown === place ? [id] : []));
