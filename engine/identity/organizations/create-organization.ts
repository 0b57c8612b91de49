import { type OrganizationRef, organizationSchemaName, sql, type Transaction } from "../../database/index.ts";
import { fail, type Language, newId } from "../../kernel/index.ts";
import { ADMINISTRATOR_ROLE } from "../people/identity.ts";
import type { IdentityCache } from "../people/identity-cache.ts";
import { parseName } from "../people/parse-name.ts";
import type { PeopleParts } from "../people-parts.ts";
import type { Provisioner } from "../people-ports.ts";

/** Nobody needs more; a loop gone wild would fill the database with schemas. */
const ORGANIZATIONS_PER_PERSON_MAX = 20;

/** What an organization begins with; its country decides what is not told. */
export interface ProvisionSettings {
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country?: string;
  /** ISO 4217. */
  readonly currency?: string;
  readonly language?: Language;
  /** To what is asked besides; not judged here. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export interface NewOrganization extends ProvisionSettings {
  /** Made from the name when absent. */
  readonly slug?: string;
}

/** As people tell it: the answers among the rest. */
export type ToldOrganization = Omit<NewOrganization, "answers"> & Readonly<Record<string, unknown>>;

/** What is told of a new organization in one list: all that is not told of every organization are answers. */
export function organizationWanted({
  name,
  slug,
  country,
  currency,
  language,
  ...answers
}: ToldOrganization): NewOrganization {
  return { name, slug, country, currency, language, answers };
}

/**
 * The creator becomes its administrator. When anything fails nothing is left of it. Returns its reference.
 * Raises ORGANIZATION_SLUG_TAKEN, ORGANIZATION_LIMIT, HTTP_VALUE_INVALID.
 */
export async function createOrganization(
  parts: Pick<PeopleParts, "db" | "provisioner"> & { readonly identities: Pick<IdentityCache, "changed"> },
  creator: string,
  wanted: NewOrganization,
): Promise<OrganizationRef & { readonly slug: string }> {
  const settings = { ...wanted, name: parseName(wanted.name) };
  const organization = await reserve(parts, creator, settings.name, wanted.slug ?? slugOf(settings.name));
  try {
    await parts.provisioner.provision(organization, settings);
  } catch (error) {
    await discardOrganization(parts, organization);
    throw error;
  }
  await parts.db.transaction(null, async (tx) => {
    await tx.query(sql`update platform.organizations set status = 'active' where id = ${organization.id}`);
    await parts.identities.changed(tx, creator);
  });
  return organization;
}

interface Discarding extends Pick<PeopleParts, "db"> {
  readonly provisioner: Pick<Provisioner, "discard">;
}

/** No creation takes this long: whoever began it is gone. */
const CREATION_HOURS_MAX = 6;

/** Takes away the organizations whose creation was broken off with its process, so that their short names are free again. */
export async function discardUnfinished(parts: Discarding): Promise<void> {
  const unfinished = await parts.db.read(null, (connection) =>
    connection.query<OrganizationRef>(sql`
      select id, schema from platform.organizations
      where status = 'creating' and created_at < now() - make_interval(hours => ${CREATION_HOURS_MAX})`),
  );
  for (const organization of unfinished) await discardOrganization(parts, organization);
}

/** Leaves nothing of it. */
export async function discardOrganization(
  { db, provisioner }: Discarding,
  organization: OrganizationRef,
): Promise<void> {
  await provisioner.discard(organization);
  await db.read(null, (connection) =>
    connection.query(sql`delete from platform.organizations where id = ${organization.id}`),
  );
}

/** "Café de l'Étoile" → "cafe-de-l-etoile". */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return slug.length >= 2 ? slug : `org-${newId().slice(-8)}`;
}

async function reserve(
  { db }: Pick<PeopleParts, "db">,
  creator: string,
  name: string,
  slug: string,
): Promise<OrganizationRef & { readonly slug: string }> {
  const schema = organizationSchemaName(slug);
  return db.transaction(null, async (tx) => {
    await assertMayCreate(tx, creator);
    const [row] = await tx.query<{ id: string }>(sql`
      insert into platform.organizations (id, slug, schema, name, status, created_by)
      values (${newId()}, ${slug}, ${schema}, ${name}, 'creating', ${creator}) on conflict do nothing returning id`);
    if (!row) return fail("ORGANIZATION_SLUG_TAKEN", { slug }, { pointer: "/slug" });
    await tx.query(sql`
      insert into platform.memberships (organization, user_id, roles) values (${row.id}, ${creator}, ${[ADMINISTRATOR_ROLE]})`);
    return { id: row.id, schema, slug };
  });
}

async function assertMayCreate(tx: Transaction, creator: string): Promise<void> {
  await tx.query(sql`select 1 from platform.users where id = ${creator} for update`);
  const [row] = await tx.query<{ count: string }>(
    sql`select count(*) as count from platform.organizations where created_by = ${creator}`,
  );
  if (Number(row?.count) >= ORGANIZATIONS_PER_PERSON_MAX)
    fail("ORGANIZATION_LIMIT", { max: ORGANIZATIONS_PER_PERSON_MAX });
}
