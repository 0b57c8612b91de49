import { systemFields } from "../fields/system-fields.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Doctype, Field, Print } from "../types/index.ts";

/** What a name of a template stands for. */
export type Place =
  /** Nobody can tell, or what would tell is wrong itself. */
  | { readonly kind: "any" }
  /** What a path that leads to nothing would have led to. */
  | { readonly kind: "lost" }
  | { readonly kind: "value" }
  /** A link whose document is not put in its place. */
  | { readonly kind: "link" }
  | { readonly kind: "list"; readonly of: Place }
  | { readonly kind: "record"; readonly doctype: Doctype; readonly expand: PathTree; readonly beside?: Members };

type Members = ReadonlyMap<string, Place>;

/** The links of a print's `expand`, by field. */
export interface PathTree extends ReadonlyMap<string, PathTree> {}

const NO_PATHS: PathTree = new Map();

export const ANY: Place = { kind: "any" };
export const LOST: Place = { kind: "lost" };
export const VALUE: Place = { kind: "value" };

/** What a template finds at its root: the document's fields, and what every print gets beside them. */
export function rootPlace(model: MetadataModel, print: Print): Place {
  const doctype = model.get("doctype", print.doctype);
  if (!doctype) return ANY;
  const organization = model.get("doctype", "organization");
  const about: Place = organization
    ? { kind: "record", doctype: organization, expand: NO_PATHS, beside: new Map([["currency", VALUE]]) }
    : ANY;
  const beside: Members = new Map([
    ["organization", about],
    ["texts", ANY],
    ...["language", "today", "fonts"].map((name) => [name, VALUE] as const),
  ]);
  return { kind: "record", doctype, expand: pathTree(print.expand ?? []), beside };
}

/** Fields may be called as every object's own members are, so they stand in maps. */
interface GrowingTree extends Map<string, GrowingTree> {}

function pathTree(paths: readonly string[]): PathTree {
  const root: GrowingTree = new Map();
  for (const path of paths)
    path.split(".").reduce((branch, segment) => {
      const next: GrowingTree = branch.get(segment) ?? new Map();
      branch.set(segment, next);
      return next;
    }, root);
  return root;
}

/** What a name leads to from a place; undefined where there is nothing called so. */
export function memberOf(model: MetadataModel, place: Place, name: string): Place | undefined {
  switch (place.kind) {
    case "any":
    case "lost":
      return place;
    case "value":
    case "link":
      return undefined;
    case "list":
      return name === "length" ? VALUE : /^\d+$/.test(name) ? place.of : undefined;
    case "record": {
      const { doctype, expand, beside } = place;
      const field = Object.hasOwn(doctype.fields, name) ? doctype.fields[name] : undefined;
      const own = field && placeOfField(model, field, expand.get(name));
      return beside?.get(name) ?? own ?? (Object.hasOwn(systemFields(doctype), name) ? VALUE : undefined);
    }
  }
}

function placeOfField(model: MetadataModel, field: Field, expand: PathTree | undefined): Place {
  const record = (id: string): Place => {
    const doctype = model.get("doctype", id);
    return doctype ? { kind: "record", doctype, expand: expand ?? NO_PATHS } : ANY;
  };
  switch (field.type) {
    case "table":
      return { kind: "list", of: record(field.of) };
    case "link":
      return expand ? record(field.to) : { kind: "link" };
    case "multi_choice":
    case "tags":
      return { kind: "list", of: VALUE };
    case "dynamic_link":
    case "json":
    case "geolocation":
    case "computed":
      return ANY;
    default:
      return VALUE;
  }
}

/** Names there are at a place, for whoever mistyped one. */
export function namesAt(place: Place): readonly string[] {
  if (place.kind !== "record") return [];
  const { doctype, beside } = place;
  return [...Object.keys(doctype.fields), ...Object.keys(systemFields(doctype)), ...(beside?.keys() ?? [])];
}

/** What is called otherwise now at a place. */
export function renamedAt(place: Place, former: string): string | undefined {
  if (place.kind !== "record") return undefined;
  return Object.entries(place.doctype.fields).find(([, field]) => field.renamed_from === former)?.[0];
}
