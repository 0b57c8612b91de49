import { SYSTEM_FIELD_DEFINITIONS } from "../../contract/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";

/** What a table, a doctype or a ledger is to a person, and the fields in it. */
export interface NamedPlace {
  readonly label: LocalizedText;
  /** Whose fields these are; undefined for a ledger. */
  readonly shape?: ResolvedDoctype;
  /** The doctype whose rights decide who reads them: of rows that of their document. */
  readonly holder?: string;
}

const PLACES = new WeakMap<Registry, ReadonlyMap<string, NamedPlace>>();

/** By the id of a doctype as well as by the table that Postgres knows; undefined for tables of the engine. */
export function placeNamed(registry: Registry, name: string): NamedPlace | undefined {
  let places = PLACES.get(registry);
  if (!places) {
    places = placesOf(registry);
    PLACES.set(registry, places);
  }
  return places.get(name);
}

function placesOf(registry: Registry): ReadonlyMap<string, NamedPlace> {
  const places = new Map<string, NamedPlace>();
  for (const doctype of registry.doctypes.values()) {
    const place = { label: doctype.label, shape: doctype, holder: doctype.id };
    places.set(doctype.id, place).set(doctype.table, place);
    for (const field of doctype.fieldList) {
      if (field.type === "table")
        places.set(field.child.table, { label: field.label, shape: field.child, holder: doctype.id });
    }
  }
  return places;
}

export type FieldAt = { readonly label: LocalizedText; readonly level: number; readonly field?: ResolvedField };

/** The column of a dynamic link that holds the doctype it leads to. */
const TYPE_SUFFIX = /_type$/;

/** A field by its id, by its column or by the way to it (`member.name`); undefined where there is none. */
export function fieldNamed(registry: Registry, place: NamedPlace, text: string): FieldAt | undefined {
  const [first = "", ...rest] = text.split(".");
  const { shape } = place;
  const field = shape && (own(shape, first) ?? own(shape, first.replace(TYPE_SUFFIX, "")));
  if (!field) {
    const label = rest.length === 0 && Object.hasOwn(SYSTEM_FIELD_DEFINITIONS, first);
    return label ? { label: SYSTEM_FIELD_DEFINITIONS[first]!.label, level: 0 } : undefined;
  }
  const here = { label: field.label, level: field.level ?? 0, field };
  if (rest.length === 0) return here;
  const next = field.type === "table" ? field.child.table : field.type === "link" ? field.to : undefined;
  const behind = next === undefined ? undefined : placeNamed(registry, next);
  const found = behind && fieldNamed(registry, behind, rest.join("."));
  return found && { ...found, label: joined(here.label, found.label), level: Math.max(here.level, found.level) };
}

const own = (shape: ResolvedDoctype, id: string) => shape.fieldList.find((field) => field.id === id);

const joined = (left: LocalizedText, right: LocalizedText): LocalizedText => ({
  fr: `${left.fr} › ${right.fr}`,
  en: `${left.en} › ${right.en}`,
});
