import { email, MEMBERSHIP } from "../auth/auth-schemas.ts";
import {
  boolean,
  instant,
  language,
  listOf,
  localized,
  named,
  nullable,
  object,
  oneOf,
  openObject,
  optional,
  type Static,
  text,
} from "../schemas/schema.ts";

/* Organizations: /api/organizations. */

const short = (annotations: Readonly<Record<string, unknown>> = {}) => text({ maxLength: 200, ...annotations });
const roles = listOf(text());

/** The creator becomes its administrator. Members besides these answer the questions of `/api/questions`. */
export const createOrganizationBody = openObject({
  name: short({ examples: ["Atelier du Parc"] }),
  /** Made from the name when absent: lower case letters, digits and `_`. */
  slug: optional(short()),
  /** ISO 3166 alpha-2, `FR` unless told. */
  country: optional(short({ examples: ["FR"] })),
  /** ISO 4217; the country's own unless told. */
  currency: optional(short()),
  language: optional(language),
});
export type CreateOrganizationBody = Static<typeof createOrganizationBody>;

/** What is asked when an organization is made, for what it begins with. */
export const questionAnswer = named(
  "Question",
  object({
    id: text(),
    type: oneOf("date", "text"),
    label: localized,
    help: localized,
    /** The others are asked by the API and the command line alone. */
    is_on_screen: boolean(),
    /** The answer unless told. */
    proposed: nullable(text()),
  }),
);
export type QuestionAnswer = Static<typeof questionAnswer>;

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
