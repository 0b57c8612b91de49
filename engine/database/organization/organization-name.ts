import { fail } from "../../kernel/index.ts";

/** Hyphens only, never underscores, so that two slugs never share a schema. */
const SLUG = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,39}$/;

/** Name of the schema, and of the role, of the organization with this slug. Raises ORGANIZATION_SLUG_INVALID. */
export function organizationSchemaName(slug: string): string {
  if (!SLUG.test(slug)) fail("ORGANIZATION_SLUG_INVALID", { slug });
  return `org_${slug.replaceAll("-", "_")}`;
}
