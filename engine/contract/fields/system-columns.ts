import type { ChoiceField, Doctype, Field } from "../types/index.ts";

/* What the engine keeps of every document and row beside its fields: this table is the only list of it. */

type Owner = Pick<Doctype, "kind" | "lifecycle" | "number" | "search">;

/** Which tables have the column. */
const HOLDERS = {
  any: () => true,
  row: ({ kind }: Owner) => kind === "child",
  document: ({ kind }: Owner) => kind !== "child",
  submittable: ({ kind, lifecycle }: Owner) => kind !== "child" && lifecycle === "submittable",
  numbered: ({ kind, number }: Owner) => kind !== "child" && Boolean(number),
  searched: ({ kind, search }: Owner) => kind !== "child" && (search?.length ?? 0) > 0,
} as const;

export interface SystemColumn {
  readonly id: string;
  readonly of: keyof typeof HOLDERS;
  readonly stored: "uuid" | "integer" | "text" | "timestamptz";
  /** Postgres holds that it has a value, and what that is by itself. */
  readonly isRequired: boolean;
  readonly default?: string;
  /** What stands beside it: no two alike, a link to the same table, or an index of words. A choice is held to its options. */
  readonly holds?: "unique" | "link" | "words";
  /**
   * When the engine writes it; nobody else does.
   * - `made`: with the row, then never again
   * - `amended`: with the row, where it replaces a cancelled document
   * - `saved`: on every save
   * - `moved`: by submit and cancel
   * - `numbered`: when its number is drawn
   */
  readonly written: "made" | "amended" | "saved" | "moved" | "numbered";
  /** Only queries of the engine read it: it is no member of a document. */
  readonly isInternal?: boolean;
  /** As people read it, wherever it is a column, a change or a heading. */
  readonly field: Field;
  /** Forms may show it and lists choose it, before or after the doctype's own fields; `form`: forms alone. */
  readonly shown?: "before" | "after" | "form";
}

export const DOCSTATUS_FIELD = {
  type: "choice",
  label: { fr: "État", en: "State" },
  options: {
    draft: { label: { fr: "Brouillon", en: "Draft" }, color: "gray" },
    submitted: { label: { fr: "Validé", en: "Submitted" }, color: "blue" },
    cancelled: { label: { fr: "Annulé", en: "Cancelled" }, color: "red" },
  },
} as const satisfies ChoiceField;

const text = (fr: string, en: string): Field => ({ type: "text", label: { fr, en } });
const instant = (fr: string, en: string): Field => ({ type: "datetime", label: { fr, en } });
const integer = (fr: string, en: string): Field => ({ type: "integer", label: { fr, en } });

// biome-ignore format: one line for each
export const SYSTEM_COLUMNS = [
  { id: "id", of: "any", stored: "uuid", isRequired: true, written: "made", field: text("Identifiant", "id") },
  { id: "parent", of: "row", stored: "uuid", isRequired: true, written: "made", isInternal: true, field: text("Document", "Document") },
  { id: "position", of: "row", stored: "integer", isRequired: true, written: "saved", field: integer("Position", "Position") },
  { id: "version", of: "document", stored: "integer", isRequired: true, written: "saved", field: integer("Version", "Version"), shown: "form" },
  { id: "number", of: "numbered", stored: "text", isRequired: false, holds: "unique", written: "numbered", field: text("Numéro", "Number"), shown: "before" },
  { id: "docstatus", of: "submittable", stored: "text", isRequired: true, default: "'draft'::text", written: "moved", field: DOCSTATUS_FIELD, shown: "before" },
  { id: "amended_from", of: "submittable", stored: "uuid", isRequired: false, holds: "link", written: "amended", field: text("Corrige", "Amends") },
  { id: "created_at", of: "document", stored: "timestamptz", isRequired: true, default: "now()", written: "made", field: instant("Créé le", "Created"), shown: "after" },
  { id: "created_by", of: "document", stored: "uuid", isRequired: false, written: "made", field: text("Créé par", "Created by") },
  { id: "updated_at", of: "document", stored: "timestamptz", isRequired: true, default: "now()", written: "saved", field: instant("Modifié le", "Updated"), shown: "after" },
  { id: "updated_by", of: "document", stored: "uuid", isRequired: false, written: "saved", field: text("Modifié par", "Updated by") },
  { id: "search_text", of: "searched", stored: "text", isRequired: false, holds: "words", written: "saved", isInternal: true, field: text("Recherche", "Search") },
] as const satisfies readonly SystemColumn[];

/** The columns a doctype's table has, in their order. */
export const systemColumns = (doctype: Owner): readonly SystemColumn[] =>
  SYSTEM_COLUMNS.filter(({ of }) => HOLDERS[of](doctype));

type Column = Exclude<(typeof SYSTEM_COLUMNS)[number], { readonly isInternal: true } | { readonly of: "row" }>;
type Always = Extract<Column, { readonly of: "any" | "document" }>;

/** Of which type the value is in a document; what is written later, or for some alone, is null until then. */
type ValueOf<C extends Column> =
  | (C extends { readonly stored: "integer" }
      ? number
      : C extends { readonly field: { readonly options: infer Options } }
        ? keyof Options
        : string)
  | (C extends { readonly written: "amended" | "numbered" } ? null : never);

/** The engine's own members of a document; those of some doctypes only may be missing. */
export type SystemValues = { readonly [C in Always as C["id"]]: ValueOf<C> } & {
  readonly [C in Exclude<Column, Always> as C["id"]]?: ValueOf<C>;
};
