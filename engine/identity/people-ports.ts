import type { Database, OrganizationRef } from "../database/index.ts";
import type { MailQueue } from "./mail/mail-outbox.ts";
import type { ProvisionSettings } from "./organizations/create-organization.ts";

/** Makes an organization usable: schema, tables, and what it begins with. */
export interface Provisioner {
  provision(organization: OrganizationRef & { readonly slug: string }, settings: ProvisionSettings): Promise<void>;
  /** Takes away what a failed provisioning left. */
  discard(organization: OrganizationRef): Promise<void>;
}

/** What the application plugs in. */
export interface PeoplePorts {
  readonly db: Database;
  readonly mailQueue: MailQueue;
  readonly provisioner: Provisioner;
  /** Where the screens are. Links in mails begin with it, never with what a request claims. */
  readonly publicUrl: string;
  /** Ids of the roles an organization's metadata declares. */
  rolesOf(organizationId: string): Promise<readonly string[]>;
}
