import type { ExprType } from "../expression/index.ts";
import type { Doctype } from "../types/index.ts";

const TEXT: ExprType = { kind: "text" };
const INTEGER: ExprType = { kind: "number", scale: 0 };
const DATETIME: ExprType = { kind: "datetime" };

/** Highest level a field can have; who reads or writes up to it is kept from nothing. The schemas of fields and roles name it too. */
export const LEVEL_MAX = 9;

/** Fields every document of the doctype has besides its own, with the type expressions see. */
export function systemFields(doctype: Doctype): Readonly<Record<string, ExprType>> {
  if (doctype.kind === "child") return { id: TEXT, position: INTEGER };
  return {
    id: TEXT,
    version: INTEGER,
    ...(doctype.lifecycle === "submittable" ? { docstatus: TEXT, amended_from: TEXT } : {}),
    ...(doctype.number ? { number: TEXT } : {}),
    created_at: DATETIME,
    created_by: TEXT,
    updated_at: DATETIME,
    updated_by: TEXT,
  };
}
