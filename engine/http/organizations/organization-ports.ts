import type { Database, OrganizationRef } from "../../database/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { CreateOrganizationBody } from "../api-types.ts";
import type { IdentityCache } from "../auth/identity-cache.ts";
import type { MailOutbox } from "../auth/mail-outbox.ts";

/** Makes an organization usable: schema, tables, settings, chart of accounts and taxes of its country. */
export interface Provisioner {
  provision(organization: OrganizationRef & { readonly slug: string }, settings: ProvisionSettings): Promise<void>;
  /** Takes away what a failed provisioning left. */
  discard(organization: OrganizationRef): Promise<void>;
}

export type ProvisionSettings = Pick<
  CreateOrganizationBody,
  "name" | "country" | "chart" | "currency" | "language" | "fiscal_year_start"
>;

export interface OrganizationPorts {
  readonly db: Database;
  readonly identities: IdentityCache;
  readonly mails: MailOutbox;
  readonly provisioner: Provisioner;
  readonly publicUrl: string;
  registryOf(organizationId: string): Promise<Registry>;
}
