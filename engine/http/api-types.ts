/**
 * Shapes of the answers of the HTTP interface, as JSON. Pure types: screens and clients may import this file alone.
 * Decimals, money, quantities and percents are texts ("345.00"); dates are ISO texts; ids are UUIDs.
 */
import type {
  Action,
  Conversion,
  Doctype,
  Field,
  Form,
  Module,
  Named,
  Print,
  Report,
  View,
  Workflow,
} from "../contract/types/index.ts";
import type { Language, LocalizedText } from "../kernel/index.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/* ── errors (RFC 9457, `application/problem+json`) ───────────────────────────────────────────── */

export interface ProblemAnswer {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** In the language of `Accept-Language`. */
  readonly detail: string;
  /** Stable, in capitals; see docs/errors.md. */
  readonly code: string;
  readonly instance: string;
  readonly request_id: string;
  readonly message: LocalizedText;
  readonly hint?: LocalizedText;
  /** JSON pointer into what was sent. */
  readonly pointer?: string;
  readonly errors?: readonly { readonly code: string; readonly pointer?: string; readonly message: LocalizedText }[];
  /** e.g. the difference of a 409, the rows that refuse a change. */
  readonly data?: Readonly<Record<string, Json>>;
}

/* ── sign-in: /api/auth/* ────────────────────────────────────────────────────────────────────── */

/** POST /api/auth/register → 202 AcceptedAnswer; the same answer whether or not the address is known. */
export interface RegisterBody {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly language?: Language;
}
/** POST /api/auth/login → SessionAnswer, and the httpOnly cookie `perfex_refresh`. */
export interface LoginBody {
  readonly email: string;
  readonly password: string;
}
/** POST /api/auth/forgot-password → 202 AcceptedAnswer. */
export interface ForgotPasswordBody {
  readonly email: string;
}
/** POST /api/auth/reset-password → 200 AcceptedAnswer; every session of the person ends. */
export interface ResetPasswordBody {
  readonly token: string;
  readonly password: string;
}
/** POST /api/auth/verify-email → 200 AcceptedAnswer. */
export interface VerifyEmailBody {
  readonly token: string;
}
/** PATCH /api/auth/me → MeAnswer. A new password needs the present one. */
export interface UpdateMeBody {
  readonly name?: string;
  readonly language?: Language;
  readonly theme?: "light" | "dark" | "system";
  readonly password?: string;
  readonly current_password?: string;
}

export interface AcceptedAnswer {
  readonly status: "accepted";
  readonly message: LocalizedText;
}

/**
 * POST /api/auth/login, and POST /api/auth/refresh (no body; needs the header `X-Requested-With: perfex`, sends a new cookie).
 * A refresh cookie works once: using it again ends the session, so tabs of one browser take turns (navigator.locks).
 * The access token goes into `Authorization: Bearer …`; a 401 with code AUTH_TOKEN_EXPIRED asks for a refresh.
 */
export interface SessionAnswer extends MeAnswer {
  readonly access_token: string;
  readonly token_type: "Bearer";
  /** Seconds. */
  readonly expires_in: number;
}
/** GET /api/auth/me. POST /api/auth/logout and /logout-all answer 204. */
export interface MeAnswer {
  readonly user: UserAnswer;
  readonly organizations: readonly MembershipAnswer[];
}
export interface UserAnswer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly theme: "light" | "dark" | "system";
}
/** An organization the person belongs to; `slug` goes into the header `X-Organization`. */
export interface MembershipAnswer {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly is_administrator: boolean;
}

/* ── organizations: /api/organizations ───────────────────────────────────────────────────────── */

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

/* ── GET /api/v1/meta: what the screens are generated from ───────────────────────────────────── */

/**
 * Filtered by the person's rights: doctypes that cannot be read, fields above the read level, reports not granted, and menu
 * entries that lead to them are absent. Answered with an ETag; `If-None-Match` → 304.
 */
export interface MetaAnswer {
  /** Changes whenever the metadata or the person's rights change. */
  readonly version: string;
  readonly user: UserAnswer;
  readonly organization: MetaOrganization;
  readonly roles: readonly MetaRole[];
  readonly modules: Named<MetaModule>;
  /** By doctype id; child doctypes (rows of tables) included. */
  readonly doctypes: Named<MetaDoctype>;
  /** By doctype id; generated when the metadata declares none. */
  readonly forms: Named<Form>;
  /** By doctype id, the default view first; a list is generated when the metadata declares none. */
  readonly views: Named<readonly View[]>;
  readonly reports: Named<MetaReport>;
  /** By doctype id. */
  readonly prints: Named<readonly Print[]>;
  /** By doctype id of the source. */
  readonly conversions: Named<readonly Conversion[]>;
  /** By doctype id. */
  readonly workflows: Named<Workflow>;
  readonly translations: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}
export interface MetaOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly language: Language;
  /** Fields of the single doctype `organization`. */
  readonly values: Readonly<Record<string, Json>>;
  readonly is_administrator: boolean;
}
/** Every role of the organization, for the members screen; `mine` tells those the person has. */
export interface MetaRole {
  readonly id: string;
  readonly label: LocalizedText;
  readonly mine: boolean;
}
export type MetaModule = Module;
export interface MetaDoctype extends Doctype {
  readonly module: string;
  /** In declared order. */
  readonly fields: Named<Field>;
  readonly rights: MetaRights;
  /** JSON Schema 2020-12 of the values of a create. */
  readonly schema: Readonly<Record<string, unknown>>;
}
export interface MetaRights {
  readonly actions: readonly Action[];
  readonly read_level: number;
  readonly write_level: number;
}
export interface MetaReport extends Report {
  /** Module whose menu leads to it. */
  readonly module: string | null;
}

/* ── documents: /api/v1/:doctype ─────────────────────────────────────────────────────────────── */

export interface DocumentAnswer {
  readonly id: string;
  readonly version: number;
  readonly docstatus?: "draft" | "submitted" | "cancelled";
  readonly number?: string | null;
  readonly amended_from?: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
  /** The document's title; in lists when `$title` is among `fields`. */
  readonly $title?: string | null;
  /** With `expand`: title of each linked document, by link field. */
  readonly $expanded?: Readonly<Record<string, { readonly id: string; readonly title: string | null }>>;
  readonly [field: string]: unknown;
}
export interface ListAnswer {
  readonly items: readonly DocumentAnswer[];
  readonly next_cursor: string | null;
  readonly total?: number;
  readonly total_is_capped?: boolean;
  readonly totals?: Readonly<Record<string, string | number | null>>;
}
/** POST /api/v1/:doctype/preview with { id } or { values }: what saving and submitting would do; nothing is stored. */
export interface PreviewAnswer {
  readonly document: DocumentAnswer;
  readonly postings: readonly {
    readonly ledger: string;
    readonly date: string;
    readonly entries: readonly Readonly<Record<string, Json>>[];
  }[];
}
/** POST /api/v1/:doctype/bulk. */
export interface BulkBody {
  readonly verb: "update" | "submit" | "cancel" | "delete" | "transition";
  /** Either the ids … */
  readonly ids?: readonly string[];
  /** … or a filter, as in a list; at most 1,000 documents. */
  readonly filter?: Json;
  /** For `update`. */
  readonly patch?: Readonly<Record<string, Json>>;
  /** For `transition`. */
  readonly transition?: string;
}
export interface BulkAnswer {
  readonly changed: number;
  readonly refused: readonly {
    readonly id: string;
    readonly code: string;
    readonly message: LocalizedText;
    readonly pointer?: string;
  }[];
}
/** GET /api/v1/:doctype/:id/history → { items }. */
export interface HistoryAnswer {
  readonly id: string;
  readonly version: number;
  readonly verb: string;
  readonly at: string;
  readonly by: string;
  /** Name of the person; null for the system. */
  readonly by_name: string | null;
  readonly reason: string | null;
  readonly changes: readonly {
    /** Field id; for a table with `row` and `column`. */
    readonly field: string;
    readonly row?: string;
    readonly column?: string;
    readonly before: Json;
    readonly after: Json;
  }[];
}
/** GET and POST /api/v1/:doctype/:id/comments → { items } and 201. Body of the POST: { body }. DELETE …/comments/:comment. */
export interface CommentAnswer {
  readonly id: string;
  readonly body: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly created_by_name: string | null;
}
/**
 * GET and POST (multipart, part `file`) /api/v1/:doctype/:id/attachments → { items } and 201; DELETE …/attachments/:attachment.
 * Bytes: GET /api/v1/attachments/:id. For a file or image field before its document is saved: POST /api/v1/:doctype/uploads/:field.
 */
export interface AttachmentAnswer {
  readonly id: string;
  readonly file_name: string;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly created_by_name: string | null;
}
/** GET /api/v1/:doctype/:id/tags → { items: string[] }; POST with { tag }; DELETE …/tags/:tag. */
export interface TagsAnswer {
  readonly items: readonly string[];
}
/** GET /api/v1/:doctype/:id/transitions → { items }; POST …/transition with { transition }. */
export interface TransitionAnswer {
  readonly transition: string;
  readonly label: LocalizedText;
  readonly to: string;
  readonly action?: "submit" | "cancel";
}
/** GET /api/v1/:doctype/:id/links → { items }: documents that link here, at most 50 per doctype, newest first. */
export interface LinkedDocumentAnswer {
  readonly doctype: string;
  readonly field: string;
  readonly id: string;
  readonly title: string | null;
}
/** GET /api/v1/:doctype/:id/postings → { items }. Entries here and in a preview carry `$expanded` for their link dimensions. */
export interface PostingAnswer {
  readonly id: string;
  readonly ledger: string;
  readonly date: string;
  readonly kind: "post" | "reversal";
  readonly reverses: string | null;
  readonly entries: readonly Readonly<Record<string, Json>>[];
}
/** GET /api/v1/:doctype/:id/conversions → { items }: those offered now. POST …/convert/:conversion with { lines? } → 201 document. */
export interface ConversionOfferAnswer {
  readonly conversion: string;
  readonly to: string;
  readonly label: LocalizedText;
  readonly remaining: readonly {
    readonly line: string;
    readonly quantity: string;
    readonly converted: string;
    readonly remaining: string;
  }[];
}
/**
 * POST /api/v1/:doctype/import (multipart: part `file` CSV or XLSX, part `options` JSON of ImportOptions) → 202 JobAnswer;
 * its `result` is an ImportAnswer.
 */
export interface ImportOptions {
  /** Column header → field id; guessed from labels when absent. */
  readonly mapping?: Readonly<Record<string, string>>;
  readonly dry_run?: boolean;
  readonly mode?: "create" | "upsert";
  /** Field an upsert finds documents by. */
  readonly key?: string;
}
export interface ImportAnswer {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly {
    readonly row: number;
    readonly column: string | null;
    readonly code: string;
    readonly message: LocalizedText;
  }[];
}

/* ── reports, jobs, events ───────────────────────────────────────────────────────────────────── */

/**
 * GET /api/v1/reports/:id?param=…&limit&offset&compare, or POST with { params, limit, offset, compare } → ReportAnswer.
 * POST …/drill with { params, row, measure, limit, offset } → DrillAnswer. GET …/export.csv and …/export.xlsx?param=….
 */
export type {
  DrillResult as DrillAnswer,
  DrillRow,
  ReportColumn,
  ReportResult as ReportAnswer,
  ReportRow,
} from "../reports/index.ts";
/** POST /api/v1/imports/:importer or /api/v1/:doctype/import (large files) → 202; GET /api/v1/jobs/:id. */
export interface JobAnswer {
  readonly id: string;
  readonly kind: string;
  readonly status: "waiting" | "running" | "done" | "failed";
  /** 0 to 100. */
  readonly progress: number;
  readonly message: LocalizedText | null;
  readonly result: Json;
  readonly failure: {
    readonly code: string;
    readonly message: LocalizedText;
    readonly details: readonly { readonly code: string; readonly pointer?: string; readonly message: LocalizedText }[];
  } | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}
/**
 * POST /api/v1/:doctype/import/columns (multipart, part `file`): what an import would read, and a guess of the mapping.
 */
export interface ImportColumnsAnswer {
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly sample: readonly Readonly<Record<string, Json>>[];
}
/**
 * GET /api/v1/events (text/event-stream; read it with fetch, so that the bearer token travels in its header).
 * `event: change` data: ChangeEvent · `event: meta` (metadata or rights changed: reload /meta) · comment lines as heartbeat ·
 * `event: revoked` before the stream closes.
 */
export interface ChangeEvent {
  readonly doctype: string;
  readonly id: string;
  readonly verb: string;
  readonly version: number | null;
}
