import type { Sql } from "../../database/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";

/** A statement over an organization's schema that returns the rows which break a rule: none, when all is well. */
export interface Invariant {
  readonly title: LocalizedText;
  readonly broken: Sql;
}
