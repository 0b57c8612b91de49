import type { Database, OrganizationRef } from "../database/index.ts";
import type { Documents, RequestContext } from "../documents/index.ts";
import type { JobQueue } from "../jobs/index.ts";
import type { Language } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";
import type { ReportAnswer } from "./api-types.ts";
import type { Identity, Membership } from "./auth/identity.ts";
import type { Provisioner } from "./organizations/organization-ports.ts";

/** A file made for a download. */
export interface MadeFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface ReportRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly language: Language;
  readonly limit?: number;
}

/** What the routes need of the reports layer. */
export interface ReportsPort {
  run(ctx: RequestContext, report: string, request: ReportRequest): Promise<ReportAnswer>;
  drill(
    ctx: RequestContext,
    report: string,
    request: ReportRequest & { readonly row: Readonly<Record<string, unknown>>; readonly measure?: string },
  ): Promise<unknown>;
  export(ctx: RequestContext, report: string, format: "csv" | "xlsx", request: ReportRequest): Promise<MadeFile>;
}

export interface PrintsPort {
  print(ctx: RequestContext, print: string, id: string, format: "pdf" | "html", language: Language): Promise<MadeFile>;
}

/** Everything the interface stands on; the application plugs it in. */
export interface HttpPorts {
  readonly db: Database;
  readonly documents: Documents;
  readonly reports: ReportsPort;
  readonly prints: PrintsPort;
  readonly jobs: JobQueue;
  readonly provisioner: Provisioner;
  /** Ids of importers (`POST /api/v1/imports/:importer`); each is a job kind `import:<id>`. */
  readonly importers: readonly string[];
  /** The product's own metadata, for those who are not signed in. */
  readonly baseRegistry: Registry;
  registryOf(organizationId: string): Promise<Registry>;
  contextFor(identity: Identity, membership: Membership, requestId: string): Promise<RequestContext>;
  /** A write of this organization has committed: its events may leave. */
  afterWrite(organization: OrganizationRef): void;
}
