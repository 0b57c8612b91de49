import type { Finding } from "../finding.ts";
import { isJsonObject, type JsonValue } from "../json-value.ts";
import type { MetadataFile, PartialFile } from "../metadata/metadata-file.ts";
import { fromPointer, toPointer } from "../pointer.ts";
import { SUBJECTS } from "../subjects.ts";
import { validateArtefact } from "./validate-artefact.ts";

/** Each round takes away what the one before left without what it needs. */
const ROUNDS_MAX = 12;

/**
 * What is left of a file that its schema refused once each wrong part is taken away, with what cannot stand without it; null
 * where that is everything. So a misspelt property keeps nobody from hearing of the other mistakes in its file.
 */
export function soundPart(file: MetadataFile, findings: readonly Finding[]): PartialFile | null {
  const removed = new Set<string>();
  let [json, wrong] = [file.json as JsonValue, findings];
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const originals = wrong.map(({ pointer }) => originalPointer(file.json as JsonValue, removed, pointer));
    for (const [index, pointer] of originals.entries()) removed.add(toRemove(wrong[index]!, pointer));
    if (removed.has("")) return null;
    json = without(file.json as JsonValue, removed);
    wrong = validateArtefact(file.kind, json, file.path);
    if (wrong.length === 0)
      return { ...file, json, ...originalsOf(file, removed), names: namesOf(file.json as JsonValue, removed) };
  }
  return null;
}

/** The part itself; where something lacks, what it lacks in; where it says what its neighbours are about, those along with it. */
function toRemove({ code }: Finding, pointer: string): string {
  if (code === "SCHEMA_PROPERTY_UNKNOWN" || !SUBJECTS.test(pointer)) return pointer;
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

function originalsOf({ json }: MetadataFile, removed: ReadonlySet<string>): Pick<PartialFile, "originalPointer"> {
  return { originalPointer: (pointer) => originalPointer(json as JsonValue, removed, pointer) };
}

/** Ids that were declared in what was taken away: what names them is not to be judged. */
function namesOf(json: JsonValue, removed: ReadonlySet<string>): ReadonlySet<string> {
  const taken = [...removed].map((pointer) => fromPointer(pointer));
  const memberOf = (value: JsonValue | undefined, key: string) =>
    Array.isArray(value) ? value[Number(key)] : isJsonObject(value) ? value[key] : undefined;
  const inside = taken.map((path) => path.reduce<JsonValue | undefined>(memberOf, json));
  const keys = [...taken.flatMap((path) => path.slice(-1)), ...inside.flatMap(keysIn)];
  return new Set(keys.filter((key) => !/^\d+$/.test(key)));
}

const keysIn = (value: JsonValue | undefined): string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [key, ...keysIn(member)])
    : [];

function without(value: JsonValue, removed: ReadonlySet<string>, at = ""): JsonValue {
  const isKept = (key: string | number) => !removed.has(at + toPointer([key]));
  const inside = (key: string | number, member: JsonValue) => without(member, removed, at + toPointer([key]));
  if (Array.isArray(value))
    return value.flatMap((member: JsonValue, index) => (isKept(index) ? [inside(index, member)] : []));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => isKept(key));
  return Object.fromEntries(kept.map(([key, member]) => [key, inside(key, member)]));
}

/** Where a place of what is left stands in the file: items of a list that were taken away count there. */
function originalPointer(json: JsonValue, removed: ReadonlySet<string>, pointer: string): string {
  let [at, value]: [string, JsonValue | undefined] = ["", json];
  for (const segment of fromPointer(pointer)) {
    const holder: JsonValue | undefined = value;
    const kept: readonly number[] | null = Array.isArray(holder)
      ? holder.map((_, index) => index).filter((index) => !removed.has(at + toPointer([index])))
      : null;
    const key: string = String(kept?.[Number(segment)] ?? segment);
    value = Array.isArray(holder) ? holder[Number(key)] : isJsonObject(holder) ? holder[key] : undefined;
    at += toPointer([key]);
  }
  return at;
}
