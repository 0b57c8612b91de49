import { createHash } from "node:crypto";
import { fail } from "../../kernel/index.ts";

/** Longest identifier Postgres keeps, in bytes; ours are ASCII. */
const NAME_MAX = 63;
/** Names that begin with an underscore are ours: no id of metadata does. */
const NAME = /^_?[a-z][a-z0-9_]*$/;
/** Columns every Postgres table has already. */
const POSTGRES_COLUMNS = new Set(["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]);

/** A few letters that differ when the text differs. */
export function digestOf(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}

/**
 * Name of an index, constraint or trigger: parts with points between, which no table or column has, so that an error which names
 * the constraint names the field. Too long names are cut and told apart by a digest.
 */
export function objectName(...parts: readonly string[]): string {
  const name = parts.join(".");
  return name.length <= NAME_MAX ? name : `${name.slice(0, NAME_MAX - 9)}.${digestOf(name)}`;
}

/** Raises SCHEMA_NAME_INVALID for what cannot be, or may not be, the name of a table or column. */
export function assertName(name: string): void {
  if (!NAME.test(name) || name.length > NAME_MAX || POSTGRES_COLUMNS.has(name)) fail("SCHEMA_NAME_INVALID", { name });
}
