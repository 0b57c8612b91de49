import { email, MEMBERSHIP } from "../auth/auth-schemas.ts";
import {
  boolean,
  instant,
  language,
  listOf,
  named,
  nullable,
  object,
  oneOf,
  optional,
  type Static,
  text,
} from "../schemas/schema.ts";

/* Organizations: /api/organizations. */

const short = (annotations: Readonly<Record<string, unknown>> = {}) => text({ maxLength: 200, ...annotations });
const roles = listOf(text());

/** The creator becomes its administrator. */
export const createOrganizationBody = object({
  name: short({ examples: ["Atelier du Parc"] }),
  /** Made from the name when absent: lower case letters, digits and `_`. */
  slug: optional(short()),
  /** ISO 3166 alpha-2, `FR` unless told. */
  country: optional(short({ examples: ["FR"] })),
  /** Chart of accounts id, e.g. `fr_pcg`, `sn_syscohada`; the country's own unless told. */
  chart: optional(short()),
  /** ISO 4217; the country's own unless told. */
  currency: optional(short()),
  language: optional(language),
  /** First day of the current fiscal year, 1 January unless told. */
  fiscal_year_start: optional(short()),
});
export type CreateOrganizationBody = Static<typeof createOrganizationBody>;

export const organizationAnswer = named(
  "Organization",
  object({ ...MEMBERSHIP, created_at: instant(), is_active: boolean() }),
);
export type OrganizationAnswer = Static<typeof organizationAnswer>;

/** The settings themselves are the single doctype `organization` (/api/v1/organization/:id). */
export const updateOrganizationBody = object({ name: optional(short()), is_active: optional(boolean()) });
export type UpdateOrganizationBody = Static<typeof updateOrganizationBody>;

export const memberAnswer = named(
  "Member",
  object({
    /** Of somebody invited, the address. */
    user: text(),
    email: text(),
    name: text(),
    roles,
    status: oneOf("active", "invited", "deactivated"),
    joined_at: nullable(instant()),
  }),
);
export type MemberAnswer = Static<typeof memberAnswer>;

/** An unknown address is invited by mail. */
export const addMemberBody = object({ email, roles });
export type AddMemberBody = Static<typeof addMemberBody>;

export const updateMemberBody = object({ roles: optional(roles), status: optional(oneOf("active", "deactivated")) });
export type UpdateMemberBody = Static<typeof updateMemberBody>;
