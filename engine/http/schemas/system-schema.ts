import type { SystemColumn } from "../../contract/index.ts";
import { instant, integer, nullable, oneOf, type Schema, text } from "./schema.ts";

const SCHEMAS: Readonly<Record<SystemColumn["stored"], Schema>> = {
  uuid: text({ format: "uuid" }),
  integer: integer(),
  text: text(),
  timestamptz: instant(),
};

/** How a value that the engine keeps of a document is read in an answer. */
export function systemSchema({ stored, field, written }: SystemColumn): Schema {
  const schema = field.type === "choice" ? oneOf(...Object.keys(field.options)) : SCHEMAS[stored];
  return written === "amended" || written === "numbered" ? nullable(schema) : schema;
}
