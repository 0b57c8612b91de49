import { ledgerOfTable } from "../../contract/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { AccessPolicy } from "../types.ts";
import { actionWords } from "./action-words.ts";
import { type FieldAt, fieldNamed, type NamedPlace, placeNamed } from "./named-parts.ts";

export type Params = Readonly<Record<string, unknown>>;

/** Whose registry the ids are of, and how far they read. */
export interface Naming {
  readonly registry: Registry;
  readonly access: Pick<AccessPolicy, "highestReadLevel">;
  /** The doctype asked for, where the error does not tell. */
  readonly doctype?: string | undefined;
}

const SOME_FIELD: LocalizedText = { fr: "un champ", en: "a field" };

/**
 * The parameters of an error that name a part of the metadata, by its label instead of its id. What is no id of the
 * metadata stays as it is: it was sent by the person. A field above their level is not told of.
 */
export function namesIn(naming: Naming, params: Params): Params {
  const { registry } = naming;
  const label: Readonly<Record<string, (id: string) => LocalizedText | undefined>> = {
    doctype: (id) => placeNamed(registry, id)?.label,
    table: (id) => placeNamed(registry, id)?.label ?? registry.ledgers.get(ledgerOfTable(id))?.label,
    by: (id) => placeNamed(registry, id)?.label,
    ledger: (id) => registry.ledgers.get(id)?.label,
    report: (id) => registry.reports.get(id)?.label,
    function: (id) => registry.functions.get(id)?.label,
    action: actionWords,
    field: (id) => fieldWords(naming, params, id),
  };
  const named = Object.entries(params).flatMap(([name, value]) => {
    const words = typeof value === "string" && Object.hasOwn(label, name) ? label[name]?.(value) : undefined;
    return words ? [[name, words] as const] : [];
  });
  return Object.fromEntries(named);
}

/** Where the field of an error is; the database tells the table, who asks for a list only what they asked for. */
export function placeIn({ registry, doctype }: Naming, params: Params): NamedPlace | undefined {
  const name = [params["table"], params["by"], params["doctype"], doctype].find((one) => typeof one === "string");
  return typeof name === "string" ? placeNamed(registry, name) : undefined;
}

/** Undefined where there is none, or where the person does not read it. */
export function readableField(naming: Naming, place: NamedPlace | undefined, id: string): FieldAt | undefined {
  const found = place && fieldNamed(naming.registry, place, id);
  const level = place?.holder === undefined ? 0 : naming.access.highestReadLevel(place.holder);
  return found && (found.level === 0 || found.level <= level) ? found : undefined;
}

/** Several fields that are unique together are told one after the other, as Postgres does. */
function fieldWords(naming: Naming, params: Params, ids: string): LocalizedText | undefined {
  const place = placeIn(naming, params);
  const isStored = params["table"] !== undefined || params["by"] !== undefined;
  const words = ids.split(", ").map((id) => readableField(naming, place, id)?.label ?? (isStored ? SOME_FIELD : null));
  const known = words.filter((one) => one !== null);
  if (known.length < words.length) return undefined;
  return inBoth((language) => [...new Set(known.map((one) => one[language]))].join(", "));
}

export const inBoth = (textIn: (language: "fr" | "en") => string): LocalizedText => ({
  fr: textIn("fr"),
  en: textIn("en"),
});
