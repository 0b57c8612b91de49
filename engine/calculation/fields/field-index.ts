import {
  type ResolvedDoctype,
  type ResolvedField,
  type ResolvedMoneyField,
  type ResolvedTableField,
  systemFields,
} from "../../contract/index.ts";
import type { Members } from "../document.ts";
import { layoutOf } from "./layout.ts";
import { isStored } from "./system-fields.ts";

type LinkField = Extract<ResolvedField, { readonly type: "link" }>;

/** A doctype's fields sorted by what the life cycle does with them. Derived once per doctype. */
export interface FieldIndex {
  readonly byId: ReadonlyMap<string, ResolvedField>;
  /** Names of the fields the engine keeps beside them. */
  readonly system: readonly string[];
  /** Stored fields that are not tables, in declared order. */
  readonly scalars: readonly ResolvedField[];
  readonly tables: readonly ResolvedTableField[];
  /** Of the scalars, those that point to other documents. */
  readonly links: readonly ResolvedField[];
  /** Of those, the ones that say of which doctype, too. */
  readonly dynamicLinks: readonly ResolvedField[];
  /** Of the links, those that point to documents of one doctype. */
  readonly recordLinks: readonly LinkField[];
  /** Of the scalars, the amounts. */
  readonly moneys: readonly ResolvedMoneyField[];
  /** Of the scalars, those that hold a file. */
  readonly files: readonly ResolvedField[];
  /** Of the scalars, those that may never be empty. */
  readonly required: readonly ResolvedField[];
  /** Names of the scalars that are null where they have no value: all but secrets, which are never read back. */
  readonly nullable: readonly string[];
  /** Names of all that is stored: system fields, scalars and tables. */
  readonly stored: ReadonlySet<string>;
  /** What a document, or a row of a table, is made from: every stored member but secrets, none with a value. */
  readonly layout: Members;
}

const CACHE = new WeakMap<ResolvedDoctype, FieldIndex>();

export function fieldIndex(doctype: ResolvedDoctype): FieldIndex {
  let index = CACHE.get(doctype);
  if (!index) {
    index = deriveIndex(doctype);
    CACHE.set(doctype, index);
  }
  return index;
}

function deriveIndex(doctype: ResolvedDoctype): FieldIndex {
  const system = Object.keys(systemFields(doctype));
  const stored = doctype.fieldList.filter(isStored);
  const scalars = stored.filter(({ type }) => type !== "table");
  const links = scalars.filter(({ type }) => type === "link" || type === "dynamic_link");
  const kept = stored.filter(({ type }) => type !== "secret");
  // The place of a row is where it stands; only expressions see it as a value.
  const ownSystem = doctype.kind === "child" ? ["id"] : system;
  return {
    system,
    byId: new Map(doctype.fieldList.map((field) => [field.id, field])),
    scalars,
    tables: doctype.fieldList.filter((field): field is ResolvedTableField => field.type === "table"),
    links,
    dynamicLinks: links.filter(({ type }) => type === "dynamic_link"),
    recordLinks: links.filter((field): field is LinkField => field.type === "link"),
    moneys: scalars.filter((field): field is ResolvedMoneyField => field.type === "money"),
    files: scalars.filter(({ type }) => type === "file" || type === "image"),
    required: scalars.filter(({ required }) => required === true),
    nullable: scalars.filter(({ type }) => type !== "secret").map(({ id }) => id),
    stored: new Set([...system, ...stored.map(({ id }) => id)]),
    layout: layoutOf([...ownSystem, ...kept.map(({ id }) => id)]),
  };
}
