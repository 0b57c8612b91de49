import type { Database } from "../database/index.ts";
import type { Documents, ExportedFile, RequestContext } from "../documents/index.ts";
import type { FunctionRunner } from "../functions/index.ts";
import type { Identity, Membership, People } from "../identity/index.ts";
import type { JobQueue } from "../jobs/index.ts";
import type { Language, Soon } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";
import type { QuestionAnswer } from "./organizations/organization-schemas.ts";

export interface PrintsPort {
  print(
    ctx: RequestContext,
    print: string,
    id: string,
    format: "pdf" | "html",
    /** null: that of the document, else of the person. */
    language: Language | null,
  ): Promise<ExportedFile>;
}

/** Everything the interface stands on; the application plugs it in. */
export interface HttpPorts {
  readonly db: Database;
  readonly people: People;
  readonly documents: Documents;
  readonly functions: FunctionRunner;
  readonly prints: PrintsPort;
  readonly jobs: JobQueue;
  /** Ids of importers (`POST /api/v1/imports/:importer`); each is a job kind `import:<id>`. */
  readonly importers: readonly string[];
  /** What is asked when an organization is made. */
  questions(): Promise<readonly QuestionAnswer[]>;
  /** The product's own metadata, for those who are not signed in. */
  readonly baseRegistry: Registry;
  /** What is in force in an organization by now, for who has found that the registry he has no longer is. */
  renewed(organization: string, outdated: Registry): Promise<Registry>;
  /** Calls back when other metadata may be in force: in this organization, or in any (null). Returns how to stop it. */
  onMetadata(listener: (organization: string | null) => void): () => void;
  contextFor(identity: Identity, membership: Membership, requestId: string): Soon<RequestContext>;
}
