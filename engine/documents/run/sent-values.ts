import { type Follows, rowsOf } from "../../calculation/index.ts";
import type { Document, JsonValue, Principal } from "../types.ts";

/**
 * `person`: from outside. `system`: the program itself with a reason, which may set what is read-only to people.
 * `engine`: a copy or conversion, whose values no longer writable are passed over.
 */
export type Origin = "person" | "system" | "engine";

/** Where values sent by this principal come from. */
export const originOf = (principal: Principal): Origin => (principal.kind === "system" ? "system" : "person");

export interface ParsedRow {
  /** Id of the stored row that is meant; null for a new one. */
  readonly id: string | null;
  readonly values: Readonly<Record<string, JsonValue>>;
}

/** What was sent, typed and in canonical writing. Only fields that were sent are present. */
export interface ParsedValues {
  readonly header: Readonly<Record<string, JsonValue>>;
  readonly tables: Readonly<Record<string, readonly ParsedRow[]>>;
}

/** Names of the values that were sent: of the header, tables among them, and of rows by their ids. */
export interface Sent {
  readonly header: ReadonlySet<string>;
  readonly rows: ReadonlyMap<string, ParsedRow["values"]>;
}

/** What was sent, over what is stored. */
export interface Merged {
  /** Fields that have no value yet are absent, so that defaults may fill them. */
  readonly document: Document;
  readonly sent: Sent;
}

/** What was not sent follows what it is proposed from. */
export const followsUnlessSent =
  (document: Document, { header, rows }: Sent): Follows =>
  (field, table, index = 0) => {
    if (table === undefined) return !header.has(field);
    const row = rowsOf(document, table)[index];
    return !(row && field in (rows.get(row.id) ?? {}));
  };
