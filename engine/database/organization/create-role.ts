import { setTimeout as sleep } from "node:timers/promises";
import { sqlState } from "../connection/sql-state.ts";
import { quoteIdent, rawSql, sql } from "../sql.ts";
import type { Database, Transaction } from "../types.ts";

const ATTEMPTS_MAX = 10;
/** duplicate_object, unique_violation, "tuple concurrently updated": somebody else on this server works on the same role. */
const COLLISIONS = new Set(["42710", "23505", "XX000"]);

/**
 * The role under which the organization's statements run: cannot log in, owns nothing, may only be taken on by the user this
 * program connects as. Roles are shared by all databases of a server, so one of the same name may exist; it is used as it is.
 */
export async function createRole(db: Database, role: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(null, (tx) => createAndGrant(tx, role));
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !COLLISIONS.has(sqlState(error) ?? "")) throw error;
      await sleep(20 * attempt * Math.random());
    }
  }
}

async function createAndGrant(tx: Transaction, role: string): Promise<void> {
  // Since PostgreSQL 16 the maker of a role is its member without yet being allowed to take it on.
  const [found] = await tx.query<{ can_set: boolean }>(
    sql`select pg_has_role(current_user, oid,
          case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) as can_set
        from pg_roles where rolname = ${role}`,
  );
  if (found?.can_set) return;
  if (!found) await tx.query(rawSql(`create role ${quoteIdent(role)} nologin noinherit`));
  await tx.query(rawSql(`grant ${quoteIdent(role)} to current_user`));
}
