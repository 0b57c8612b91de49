import type { LocalizedText } from "../../kernel/index.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import type { FileKey, MetadataFile } from "../metadata/metadata-file.ts";
import { toPointer } from "../pointer.ts";

/** One difference between two states of the metadata. */
export interface MetadataChange {
  readonly kind: "added" | "removed" | "changed" | "renamed";
  readonly file: FileKey;
  /** JSON pointer inside the file, "" for the whole file. */
  readonly pointer: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** The change in words, naming things by their labels: "Loan › Due date › required: false → true". */
  readonly text: LocalizedText;
}

type Files = readonly Pick<MetadataFile, "key" | "json">[];

/**
 * Members that hold parts by name, which are shown and computed in the order they are written in (the properties whose names
 * the schemas leave to the author; a test compares).
 */
export const NAMED_PARTS: ReadonlySet<string> = new Set(
  (
    "by columns dimensions drill entries existing fields filters indexes input invariants labels lists match measures menu options params permissions reads rules sections " +
    "set states tables tabs texts transitions unique"
  ).split(" "),
);

/**
 * What differs between two states, file by file; an added or removed part is one change, however large. The order of
 * named parts counts, that of a part's own properties does not.
 */
export function diffMetadata(before: Files, after: Files): readonly MetadataChange[] {
  const was = new Map(before.map(({ key, json }) => [key, json as JsonValue]));
  const is = new Map(after.map(({ key, json }) => [key, json as JsonValue]));
  const files = pairs(was, is, fileNamedFrom);
  files.sort(([one], [other]) => (one < other ? -1 : 1));
  return files.flatMap(([key, former]) => comparePair(was, is, key, former, { file: key, path: [], names: [] }));
}

/** A doctype that says what it was called lies where that one lay. */
function fileNamedFrom(key: string, former: string): string {
  return `${key.slice(0, key.lastIndexOf("/") + 1)}${former}`;
}

type Members = ReadonlyMap<string, JsonValue>;

/** Names of both states, each with the one it had before: another one where it says so itself and that one is gone. */
function pairs(was: Members, is: Members, nameOfFormer: (key: string, former: string) => string): [string, string][] {
  const renamed = [...is].flatMap(([key, value]): [string, string][] => {
    const told = isJsonObject(value) ? ownMember(value, "renamed_from") : undefined;
    const former = typeof told === "string" ? nameOfFormer(key, told) : undefined;
    return former !== undefined && !was.has(key) && was.has(former) && !is.has(former) ? [[key, former]] : [];
  });
  const formerOf = new Map(renamed);
  const gone = new Set(formerOf.values());
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter((key) => !gone.has(key));
  return keys.map((key) => [key, formerOf.get(key) ?? key]);
}

/** A renamed part is one change more, beside what else differs of it; the name it says it had is none. */
function comparePair(was: Members, is: Members, key: string, former: string, place: Place): MetadataChange[] {
  const after = is.get(key);
  if (key === former) return compare(was.get(key), after, place);
  const { renamed_from: _told, id, ...rest } = after as JsonObject;
  const before = was.get(former) as JsonObject;
  const now = id === undefined ? rest : { id: before["id"] ?? id, ...rest };
  const names = [...place.names, ...nameOf(after, place)];
  const text = textOf("renamed", shortName(former), shortName(key), { names });
  const { file, path } = place;
  return [
    { kind: "renamed", file, pointer: toPointer(path), before: former, after: key, text },
    ...compare(before, now, place),
  ];
}

const shortName = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

interface Place {
  readonly file: FileKey;
  readonly path: readonly string[];
  /** How people call the parts of the path. */
  readonly names: readonly LocalizedText[];
}

function compare(before: JsonValue | undefined, after: JsonValue | undefined, place: Place): MetadataChange[] {
  const here = { ...place, names: [...place.names, ...nameOf(after ?? before, place)] };
  if (isJsonObject(before) && isJsonObject(after)) {
    const [was, is] = [before, after].map(
      (value) => new Map(Object.entries(value).filter(([key]) => key !== "$schema")),
    );
    const members = pairs(was!, is!, (_key, former) => former).flatMap(([key, former]) =>
      comparePair(was!, is!, key, former, { ...here, path: [...place.path, key] }),
    );
    return [...compareOrder(before, after, here), ...members];
  }
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return [];
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return [
    { kind, file: place.file, pointer: toPointer(place.path), before, after, text: textOf(kind, before, after, here) },
  ];
}

type JsonMembers = { readonly [key: string]: JsonValue };

/** One change when parts that stay have changed places. */
function compareOrder(before: JsonMembers, after: JsonMembers, { file, path, names }: Place): MetadataChange[] {
  if (!NAMED_PARTS.has(path.at(-1) ?? "")) return [];
  const was = Object.keys(before).filter((key) => Object.hasOwn(after, key));
  const is = Object.keys(after).filter((key) => Object.hasOwn(before, key));
  if (was.join() === is.join()) return [];
  const text = textOf("changed", was.join(", "), is.join(", "), { names: [...names, ORDER] });
  return [{ kind: "changed", file, pointer: toPointer(path), before: was, after: is, text }];
}

const ORDER: LocalizedText = { fr: "ordre", en: "order" };

function ownMember(value: JsonMembers, key: string): JsonValue | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** An artefact or a labelled part is called by its label, anything else by its key; `fields` and `tabs` go without saying. */
function nameOf(value: JsonValue | undefined, { file, path }: Place): LocalizedText[] {
  const label = isJsonObject(value) ? ownMember(value, "label") : undefined;
  if (isJsonObject(label)) return [{ fr: String(label["fr"]), en: String(label["en"]) }];
  const key = path.at(-1) ?? file;
  return UNSAID.has(key) ? [] : [{ fr: key, en: key }];
}

const UNSAID = new Set(["fields", "tabs", "sections", "rules", "states", "transitions", "dimensions", "measures"]);

const WORDS = {
  added: { fr: "ajouté", en: "added" },
  removed: { fr: "supprimé", en: "removed" },
  renamed: { fr: "renommé", en: "renamed" },
} as const;

function textOf(
  kind: MetadataChange["kind"],
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  { names }: Pick<Place, "names">,
): LocalizedText {
  const place = { fr: names.map(({ fr }) => fr).join(" › "), en: names.map(({ en }) => en).join(" › ") };
  if (kind === "changed") {
    const values = `${shown(before)} → ${shown(after)}`;
    return { fr: `${place.fr} : ${values}`, en: `${place.en}: ${values}` };
  }
  if (kind === "renamed") {
    const values = `(${shown(before)} → ${shown(after)})`;
    return { fr: `${place.fr} : ${WORDS.renamed.fr} ${values}`, en: `${place.en}: ${WORDS.renamed.en} ${values}` };
  }
  const value = kind === "added" && !isJsonObject(after) ? ` (${shown(after)})` : "";
  return { fr: `${place.fr} : ${WORDS[kind].fr}${value}`, en: `${place.en}: ${WORDS[kind].en}${value}` };
}

function shown(value: JsonValue | undefined): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
