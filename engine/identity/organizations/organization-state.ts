import { instantText, sql } from "../../database/index.ts";
import { mustExist } from "../../kernel/index.ts";
import { parseName } from "../people/parse-name.ts";
import type { PeopleParts } from "../people-parts.ts";

/** An organization as its members see it from outside. */
export interface OrganizationState {
  readonly name: string;
  readonly created_at: string;
  readonly is_active: boolean;
}

export interface OrganizationChanges {
  readonly name?: string;
  /** Closed organizations are opened again by whoever runs the installation only. */
  readonly is_active?: boolean;
}

export async function loadOrganization({ db }: Pick<PeopleParts, "db">, id: string): Promise<OrganizationState> {
  const [row] = await db.read(null, (connection) =>
    connection.query<OrganizationState>(
      sql`select name, ${instantText("created_at")} as created_at, status = 'active' as is_active from platform.organizations where id = ${id}`,
    ),
  );
  return mustExist(row, "the organization of a membership");
}

export async function updateOrganization(
  parts: PeopleParts,
  id: string,
  changes: OrganizationChanges,
): Promise<OrganizationState> {
  const name = changes.name === undefined ? null : parseName(changes.name);
  const status = changes.is_active === false ? "inactive" : null;
  await parts.db.transaction(null, async (tx) => {
    await tx.query(sql`
      update platform.organizations set name = coalesce(${name}, name), status = coalesce(${status}, status) where id = ${id}`);
    // Every member sees another name, or loses the way in.
    await parts.identities.changed(tx, "*");
  });
  return loadOrganization(parts, id);
}
