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
}

export interface FieldReference extends Place {
  readonly to: "field";
  readonly doctype: string;
  readonly path: readonly string[];
  /** How far the path may reach: over links, or into a table's rows too. */
  readonly reach: "links" | "tables";
}

type Path = readonly (string | number)[];

/** Reference to an artefact, or none when nothing is written there. */
export function toArtefact(
  file: MetadataFile,
  path: Path,
  to: ArtefactReference["to"],
  id: string | undefined,
): ArtefactReference[] {
  return id === undefined ? [] : [{ file, pointer: toPointer(path), to, id }];
}

/** Reference to a field by its path as written (`customer.name`), or none when nothing is written there. */
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
