import type { Filter, ListQuery } from "../../database/query/index.ts";
import { parsePlainJson } from "../exchange/plain-json.ts";
import type { QueryOf } from "../schemas/read-query.ts";
import type { listQuery } from "./document-schemas.ts";

const LIMIT_DEFAULT = 50;

/** The declared parameters of a list → query tree. Names and operators are checked by the query compiler against the metadata. */
export function toListQuery(query: QueryOf<typeof listQuery>): ListQuery {
  const { fields, filter, sort, expand, totals, limit = LIMIT_DEFAULT, ...rest } = query;
  return {
    ...rest,
    limit,
    ...(fields !== undefined && { fields: namesIn(fields) }),
    // Its shape is checked where it is compiled, for every surface alike.
    ...(filter !== undefined && { filter: parsePlainJson(filter) as Filter }),
    ...(sort !== undefined && { sort: namesIn(sort) }),
    ...(expand !== undefined && { expand: namesIn(expand) }),
    ...(totals !== undefined && { totals: namesIn(totals) }),
  };
}

/** `a,b` → its parts. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
