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
import { userAnswer } from "../auth/auth-schemas.ts";
import {
  anyJson,
  boolean,
  integer,
  language,
  listOf,
  localized,
  named,
  object,
  recordOf,
  type Static,
  text,
  typed,
} from "../schemas/schema.ts";

/* GET /api/v1/meta: what the screens are generated from. Artefacts are shaped as `metadata/_schema` says. */

const organization = object({
  id: text(),
  slug: text(),
  name: text(),
  currency: text(),
  language,
  /** Fields of the single doctype `organization`. */
  values: recordOf(anyJson),
  is_administrator: boolean(),
});
export type MetaOrganization = Static<typeof organization>;

/** Every role of the organization, for the members screen; `mine` tells those the person has. */
const role = object({ id: text(), label: localized, mine: boolean() });
export type MetaRole = Static<typeof role>;

const rights = object({
  actions: listOf(typed<Action>({ type: "string" })),
  read_level: integer(),
  write_level: integer(),
});
export type MetaRights = Static<typeof rights>;

export type MetaModule = Module;

export interface MetaDoctype extends Doctype {
  readonly module: string;
  /** In declared order. */
  readonly fields: Named<Field>;
  readonly rights: MetaRights;
  /** JSON Schema 2020-12 of the values of a create. */
  readonly schema: Readonly<Record<string, unknown>>;
}
const doctype = typed<MetaDoctype>({
  type: "object",
  required: ["id", "label", "module", "kind", "fields", "rights", "schema"],
  properties: { fields: { type: "object" }, rights, schema: { type: "object" } },
  additionalProperties: true,
});

export interface MetaReport extends Report {
  /** Module whose menu leads to it. */
  readonly module: string | null;
}
export interface MetaImporter extends FunctionImporter {
  readonly id: string;
  readonly label: LocalizedText;
  readonly description: LocalizedText | null;
}
/** How a ledger and the columns of its entries are called. */
const ledger = object({ label: localized, columns: recordOf(localized) });
export type MetaLedger = Static<typeof ledger>;
const artefact = <T>() => typed<T>({ type: "object" });

/**
 * Filtered by the person's rights: doctypes that cannot be read, fields above the read level, reports not granted, and menu
 * entries that lead to them are absent. Answered with an ETag; `If-None-Match` → 304.
 */
export const metaAnswer = named(
  "Meta",
  object({
    /** Changes whenever the metadata or the person's rights change. */
    version: text(),
    user: userAnswer,
    organization,
    roles: listOf(role),
    modules: recordOf(artefact<MetaModule>()),
    /** By doctype id; child doctypes (rows of tables) included. */
    doctypes: recordOf(doctype),
    /** By doctype id; generated when the metadata declares none. */
    forms: recordOf(artefact<Form>()),
    /** By doctype id, the default view first; a list is generated when the metadata declares none. */
    views: recordOf(listOf(artefact<View>())),
    reports: recordOf(artefact<MetaReport>()),
    /** Functions that turn a file into documents, where the person may create every kind of document they read. */
    importers: recordOf(artefact<MetaImporter>()),
    /** By doctype id. */
    prints: recordOf(listOf(artefact<Print>())),
    /** By doctype id of the source. */
    conversions: recordOf(listOf(artefact<Conversion>())),
    /** By doctype id. */
    workflows: recordOf(artefact<Workflow>()),
    /** Those that documents of the doctypes enter something into. */
    ledgers: recordOf(ledger),
    translations: typed<Readonly<Record<Language, Readonly<Record<string, string>>>>>({ type: "object" }),
  }),
);
export type MetaAnswer = Static<typeof metaAnswer>;
