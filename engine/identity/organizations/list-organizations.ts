import { type Database, type OrganizationRef, sql } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";

export interface KnownOrganization extends OrganizationRef {
  readonly slug: string;
  readonly name: string;
}

/** Organizations in use, the oldest first. */
export function listOrganizations(db: Database): Promise<readonly KnownOrganization[]> {
  return db.read(null, (connection) =>
    connection.query<KnownOrganization>(
      sql`select id, schema, slug, name from platform.organizations where status = 'active' order by created_at, slug`,
    ),
  );
}

/** By slug; the only one there is when none is named. Raises ORGANIZATION_UNKNOWN, ORGANIZATION_NOT_NAMED. */
export async function findOrganization(db: Database, slug: string | undefined): Promise<KnownOrganization> {
  const all = await listOrganizations(db);
  const found = slug === undefined ? (all.length === 1 ? all[0] : undefined) : all.find((one) => one.slug === slug);
  if (found) return found;
  if (slug !== undefined) return fail("ORGANIZATION_UNKNOWN", { organization: slug });
  return fail("ORGANIZATION_NOT_NAMED", { count: all.length, known: all.map((one) => one.slug).join(", ") });
}

/** By id, whatever its state. Raises ORGANIZATION_UNKNOWN. */
export async function loadOrganizationRef(db: Database, id: string): Promise<OrganizationRef> {
  const [row] = await db.read(null, (connection) =>
    connection.query<OrganizationRef>(sql`select id, schema from platform.organizations where id = ${id}`),
  );
  return row ?? fail("ORGANIZATION_UNKNOWN", { organization: id });
}
