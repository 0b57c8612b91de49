import { type Database, prepared, sql } from "../../database/index.ts";
import { ADMINISTRATOR_ROLE, type Identity, type Membership } from "./identity.ts";

/** Everything about a person in one statement; null when unknown or deactivated. */
export async function loadIdentity(db: Database, userId: string): Promise<Identity | null> {
  const text = await db.read(null, (connection) => connection.queryText(prepared(identityQuery(userId))));
  if (text === null) return null;
  const { sessions, memberships, ...person } = JSON.parse(text) as StoredIdentity;
  return { ...person, sessions: new Set(sessions), memberships: memberships.map(toMembership) };
}

interface StoredIdentity extends Omit<Identity, "sessions" | "memberships"> {
  readonly sessions: readonly string[];
  readonly memberships: readonly {
    readonly id: string;
    readonly schema: string;
    readonly slug: string;
    readonly name: string;
    readonly roles: readonly string[];
  }[];
}

const identityQuery = (userId: string) => sql`
  select json_build_object(
    'id', u.id, 'email', u.email, 'name', u.name, 'language', u.language, 'theme', u.theme,
    'sessions', (select coalesce(json_agg(s.id), '[]') from platform.sessions s
      where s.user_id = u.id and s.ended_at is null and s.expires_at > now()),
    'memberships', (select coalesce(json_agg(json_build_object(
        'id', o.id, 'schema', o.schema, 'slug', o.slug, 'name', o.name, 'roles', m.roles) order by m.joined_at, o.slug), '[]')
      from platform.memberships m join platform.organizations o on o.id = m.organization
      where m.user_id = u.id and m.is_active and o.status = 'active'))::text
  from platform.users u where u.id = ${userId} and u.is_active`;

function toMembership({ roles, ...organization }: StoredIdentity["memberships"][number]): Membership {
  return { organization, roles, isAdministrator: roles.includes(ADMINISTRATOR_ROLE) };
}

/** Names of people by id. */
export async function loadNames(db: Database, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds)];
  if (ids.length === 0) return new Map();
  const rows = await db.read(null, (connection) =>
    connection.query<{ id: string; name: string }>(
      sql`select id, name from platform.users where id = any(${ids}::uuid[])`,
    ),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
