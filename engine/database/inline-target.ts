import type { SqlTarget } from "../contract/index.ts";
import { quoteIdent, quoteLiteral } from "./sql.ts";

/** A target for statements that take no parameters: values stand in the text, columns are those of the row. `timeZone`: as SQL. */
export const inlineTarget = (timeZone: string): SqlTarget => ({
  column: (path) => quoteIdent(path[0]!),
  parameter: (value) => (typeof value === "boolean" ? String(value) : quoteLiteral(value)),
  today: () => `(now() at time zone ${timeZone})::date`,
  now: () => "now()",
  timeZone: () => timeZone,
  hasRole: () => "false",
});
