import { type ShownMetadata, shownSchemas } from "../../contract/index.ts";
import { userAnswer } from "../auth/auth-schemas.ts";
import {
  anyJson,
  boolean,
  language,
  named,
  object,
  recordOf,
  type Schema,
  type Static,
  text,
} from "../schemas/schema.ts";

/* GET /api/v1/meta: what the screens are generated from. Each kind of artefact tells what is shown of it. */

export type {
  MetaDoctype,
  MetaImporter,
  MetaLedger,
  MetaReport,
  MetaRights,
  MetaRole,
  Module as MetaModule,
} from "../../contract/index.ts";

const organization = object({
  id: text(),
  slug: text(),
  name: text(),
  currency: text(),
  language,
  /** Whose calendar date is "today", as IANA names it. */
  time_zone: text(),
  /** Fields of the single doctype `organization`. */
  values: recordOf(anyJson),
  is_administrator: boolean(),
});
export type MetaOrganization = Static<typeof organization>;

/**
 * Filtered by the person's rights: doctypes that cannot be read, fields above the read level, reports not granted, and menu
 * entries that lead to them are absent. Answered with an ETag; `If-None-Match` → 304.
 */
export const metaAnswer = named(
  "Meta",
  object({
    /** Changes whenever the metadata or the person's rights change. */
    version: text(),
    /** Names the organization's metadata in force, the same for everybody; changes with each apply that changes some. */
    revision: text(),
    user: userAnswer,
    organization,
    ...(shownSchemas() as { readonly [Property in keyof ShownMetadata]: Schema<ShownMetadata[Property]> }),
  }),
);
export type MetaAnswer = Static<typeof metaAnswer>;
