import type { ArtefactKind } from "../kinds/all-kinds.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { toPointer } from "../pointer.ts";

/** A name in one file that must exist in another (expressions apart). */
export type Reference = ArtefactReference | FieldReference;

interface Place {
  readonly file: MetadataFile;
  readonly pointer: string;
}

export interface ArtefactReference extends Place {
  readonly to: ArtefactKind;
  readonly id: string;
  /** What is written after the id, such as the ending of a file. */
  readonly ending?: string;
}

export interface FieldReference extends Place {
  readonly to: "field";
  readonly doctype: string;
  readonly path: readonly string[];
  /** How far the path may reach: over links, or into a table's rows too. */
  readonly reach: "links" | "tables";
  /** A screen shows its value: it must be one that people read. */
  readonly isShown?: true;
}

type Path = readonly (string | number)[];

/** Reference to an artefact, or none when nothing is written there. */
export function toArtefact(
  file: MetadataFile,
  path: Path,
  to: ArtefactReference["to"],
  id: string | undefined,
  ending?: string,
): ArtefactReference[] {
  if (id === undefined) return [];
  return [{ file, pointer: toPointer(path), to, id, ...(ending !== undefined && { ending }) }];
}

/** Reference to a field by its path as written (`author.name`), or none when nothing is written there. */
export function toField(
  file: MetadataFile,
  path: Path,
  doctype: string,
  name: string | undefined,
  reach: FieldReference["reach"] = "links",
): FieldReference[] {
  if (name === undefined) return [];
  return [{ file, pointer: toPointer(path), to: "field", doctype, path: name.replace(/^-/, "").split("."), reach }];
}

/** References to each field of a list. */
export function toFields(
  file: MetadataFile,
  path: Path,
  doctype: string,
  names: readonly string[] | undefined,
  reach: FieldReference["reach"] = "links",
): FieldReference[] {
  return (names ?? []).flatMap((name, index) => toField(file, [...path, index], doctype, name, reach));
}

/** The same for what a layout shows of each. */
export function toShownFields(...asked: Parameters<typeof toFields>): FieldReference[] {
  return toFields(...asked).map((reference) => ({ ...reference, isShown: true }));
}
