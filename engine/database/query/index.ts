import { fail } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { Sql } from "../index.ts";
import type { GetQuery, GroupQuery, LinkRequest, ListQuery, ReadAccess, Reader, Selection } from "./types.ts";

export * from "./types.ts";

/** One statement, one text: a `ListResult`. */
export function compileListQuery(_registry: Registry, _doctype: string, _query: ListQuery, _access: ReadAccess): Sql {
  return fail("INTERNAL");
}

/** One statement, one text: the document with its tables; no row when it does not exist for the reader. */
export function compileGetQuery(_registry: Registry, _doctype: string, _query: GetQuery, _access: ReadAccess): Sql {
  return fail("INTERNAL");
}

/** One statement, one text: a `CountResult`. */
export function compileCountQuery(_registry: Registry, _doctype: string, _query: Selection, _access: ReadAccess): Sql {
  return fail("INTERNAL");
}

/** One statement, one text: a `GroupResult`. */
export function compileGroupQuery(_registry: Registry, _doctype: string, _query: GroupQuery, _access: ReadAccess): Sql {
  return fail("INTERNAL");
}

/**
 * One statement, one text: an array parallel to `requests`; each element maps document id → record with the
 * values of the paths (`{"<id>": {"id": …, "name": …, "payment_terms": {"id": …, "days": 30}}}`). Ids that do not
 * exist are absent. For the engine's own expressions: no access rules apply.
 */
export function compileLinkPathsQuery(_registry: Registry, _requests: readonly LinkRequest[]): Sql {
  return fail("INTERNAL");
}

/** Access of the engine's own work: everything, named by the reader given. */
export function systemReadAccess(user: Reader): ReadAccess {
  const access: ReadAccess = { where: null, readLevel: 9, user, key: "system", linked: () => access };
  return access;
}
