import type { Language } from "../../kernel/index.ts";
import type { MembershipAnswer } from "./accounts.ts";

/* Organizations: /api/organizations. */

/** POST /api/organizations → 201 OrganizationAnswer; the creator becomes its administrator. */
export interface CreateOrganizationBody {
  readonly name: string;
  /** Made from the name when absent: lower case letters, digits and `_`. */
  readonly slug?: string;
  /** ISO 3166 alpha-2, `FR` unless told. */
  readonly country?: string;
  /** Chart of accounts id, e.g. `fr_pcg`, `sn_syscohada`; the country's own unless told. */
  readonly chart?: string;
  /** ISO 4217; the country's own unless told. */
  readonly currency?: string;
  readonly language?: Language;
  /** First day of the current fiscal year, 1 January unless told. */
  readonly fiscal_year_start?: string;
}
/** GET /api/organizations → { items: OrganizationAnswer[] }; GET/PATCH /api/organizations/:id (id or slug). */
export interface OrganizationAnswer extends MembershipAnswer {
  readonly created_at: string;
  readonly is_active: boolean;
}
/** PATCH /api/organizations/:id. The settings themselves are the single doctype `organization` (/api/v1/organization/:id). */
export interface UpdateOrganizationBody {
  readonly name?: string;
  readonly is_active?: boolean;
}
/** GET /api/organizations/:id/members → { items }; PATCH and DELETE /api/organizations/:id/members/:user. */
export interface MemberAnswer {
  readonly user: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly status: "active" | "invited" | "deactivated";
  readonly joined_at: string | null;
}
/** POST /api/organizations/:id/members → 201 MemberAnswer (an unknown address is invited by mail). */
export interface AddMemberBody {
  readonly email: string;
  readonly roles: readonly string[];
}
export interface UpdateMemberBody {
  readonly roles?: readonly string[];
  readonly status?: "active" | "deactivated";
}
