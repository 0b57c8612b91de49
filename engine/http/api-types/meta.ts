import type {
  Action,
  Conversion,
  Doctype,
  Field,
  Form,
  FunctionImporter,
  Module,
  Named,
  Print,
  Report,
  View,
  Workflow,
} from "../../contract/types/index.ts";
import type { Language, LocalizedText } from "../../kernel/index.ts";
import type { UserAnswer } from "./accounts.ts";
import type { Json } from "./common.ts";

/* GET /api/v1/meta: what the screens are generated from. */

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
  /** Functions that turn a file into documents, where the person may create every kind of document they read. */
  readonly importers: Named<MetaImporter>;
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
export interface MetaImporter extends FunctionImporter {
  readonly id: string;
  readonly label: LocalizedText;
  readonly description: LocalizedText | null;
}
