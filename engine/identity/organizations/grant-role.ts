import { sql, type Transaction } from "../../database/index.ts";

/** Makes somebody a member with this role beside those they have, without an invitation: for whoever runs the installation. */
export async function grantRole(tx: Transaction, organization: string, user: string, role: string): Promise<void> {
  await tx.query(sql`
    insert into platform.memberships as m (organization, user_id, roles) values (${organization}, ${user}, ${[role]})
    on conflict (organization, user_id) do update
      set is_active = true, roles = (select array_agg(distinct r) from unnest(m.roles || excluded.roles) as r)`);
}
