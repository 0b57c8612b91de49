import { type OrganizationRef, organizationSchemaName, sql, type Transaction } from "../../database/index.ts";
import { fail, newId } from "../../kernel/index.ts";
import type { CreateOrganizationBody } from "../api-types.ts";
import { ADMINISTRATOR_ROLE } from "../auth/identity.ts";
import type { IdentityCache } from "../auth/identity-cache.ts";
import { parseName } from "../auth/registration.ts";
import type { OrganizationPorts } from "./organization-ports.ts";

/** Nobody needs more; a loop gone wild would fill the database with schemas. */
const ORGANIZATIONS_PER_PERSON_MAX = 20;
const MEMBERS = ["name", "slug", "country", "chart", "currency", "language", "fiscal_year_start"] as const;

/** The creator becomes its administrator. When anything fails nothing is left of it. Returns its reference. */
export async function createOrganization(
  ports: Pick<OrganizationPorts, "db" | "provisioner"> & { readonly identities: Pick<IdentityCache, "changed"> },
  creator: string,
  body: Readonly<Record<string, unknown>>,
): Promise<OrganizationRef & { readonly slug: string }> {
  const wanted = parseBody(body);
  const organization = await reserve(ports, creator, wanted);
  try {
    await ports.provisioner.provision(organization, wanted);
  } catch (error) {
    await ports.provisioner.discard(organization);
    await ports.db.read(null, (connection) =>
      connection.query(sql`delete from platform.organizations where id = ${organization.id}`),
    );
    throw error;
  }
  await ports.db.transaction(null, async (tx) => {
    await tx.query(sql`update platform.organizations set status = 'active' where id = ${organization.id}`);
    await ports.identities.changed(tx, creator);
  });
  return organization;
}

interface WantedOrganization extends Omit<CreateOrganizationBody, "slug"> {
  readonly slug: string;
}

function parseBody(body: Readonly<Record<string, unknown>>): WantedOrganization {
  const unknown = Object.keys(body).find((name) => !MEMBERS.some((member) => member === name));
  if (unknown !== undefined) return fail("HTTP_PARAMETER_UNKNOWN", { name: unknown, known: MEMBERS.join(", ") });
  const texts: Record<string, string> = {};
  for (const member of MEMBERS) {
    const value = body[member];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string" || value.length > 200) return invalid(member);
    texts[member] = value;
  }
  const name = parseName(texts["name"]);
  if (texts["language"] !== undefined && texts["language"] !== "fr" && texts["language"] !== "en")
    return invalid("language");
  return { ...texts, name, slug: texts["slug"] ?? slugOf(name) } as WantedOrganization;
}

function invalid(name: string): never {
  const reasons = { reason_fr: "valeur inattendue.", reason_en: "unexpected value." };
  return fail("HTTP_VALUE_INVALID", { name, ...reasons }, { pointer: `/${name}` });
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
  { db }: Pick<OrganizationPorts, "db">,
  creator: string,
  { slug, name }: WantedOrganization,
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
