import type { DocumentValues } from "../../calculation/index.ts";
import type { Action, CheckedExpression } from "../../contract/index.ts";
import type { Database, OrganizationRef } from "../../database/index.ts";
import type { ReadAccess } from "../../database/query/index.ts";
import type { Clock, Language } from "../../kernel/index.ts";
import type { CompiledExpression, Registry } from "../../registry/index.ts";

/** Who acts. A system principal may do everything and must say why; nobody skips the access stage. */
export interface Principal {
  readonly kind: "user" | "system";
  readonly id: string;
  readonly email: string;
  /** Role ids of the organization. */
  readonly roles: readonly string[];
  readonly language: Language;
  /** Required for a system principal; kept in the history. */
  readonly reason?: string;
}

/** The rights of one set of roles under one registry; default deny. */
export interface AccessPolicy {
  /** Equal keys under one registry mean equal rights. */
  readonly key: string;
  can(doctype: string, action: Action): boolean;
  /** Raises ACCESS_DENIED. */
  assertCan(doctype: string, action: Action): void;
  /** Row rule and level for every read path. Raises ACCESS_DENIED when the doctype may not be read at all. */
  readAccess(doctype: string): ReadAccess;
  /** Row rule of an action; null = every document. Raises ACCESS_DENIED when no role grants it at all. */
  actionRule(doctype: string, action: Action): CheckedExpression | null;
  /** The alternatives under which an action is granted; a grant without `where` covers every document. */
  grants(doctype: string, action: Action): readonly AccessGrant[];
  /** Field level read in every document that may be read; some may be read further, by grants that cover them alone. */
  leastReadLevel(doctype: string): number;
  /** Highest field level read in any document: of use for what exists, not for what one of them holds. */
  highestReadLevel(doctype: string): number;
  /** Highest field level written in any document, new or stored; a write is judged by the grants that cover its document. */
  highestWriteLevel(doctype: string): number;
  canRunReport(report: string): boolean;
}

export interface AccessGrant {
  readonly role: string;
  /** Row rule; null = all documents. */
  readonly where: CompiledExpression | null;
  readonly readLevel: number;
  readonly writeLevel: number;
}

/** Everything a request carries. Built once per request by `createRequestContext`. */
export interface RequestContext {
  readonly db: Database;
  readonly organization: OrganizationRef;
  /** The registry the request began with. */
  readonly registry: Registry;
  readonly principal: Principal;
  readonly clock: Clock;
  readonly requestId: string;
  readonly access: AccessPolicy;
  /** Single doctypes, read at most once per request; null when the record was never saved. */
  readonly settings: SettingsReader;
}

export interface SettingsReader {
  /** Values of a single doctype, without access rules (for expressions and print-outs). */
  load(doctype: string): Promise<DocumentValues | null>;
  /** The currency of the organization's books: of all amounts that name none. */
  currency(): Promise<string>;
}
