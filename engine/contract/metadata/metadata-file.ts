import type { Finding } from "../finding.ts";
import type { ArtefactKind } from "../kinds/all-kinds.ts";

/** `<module>/<folder>/<id>`, e.g. `library/doctypes/book`; a module's own file is `<module>/module`. */
export type FileKey = string;

/** What a file is, by where it lies. */
export interface FilePlace {
  readonly key: FileKey;
  readonly kind: ArtefactKind;
  readonly module: string;
  /** By which it is found among all files of its kind: its name, with its module's in front where names may repeat. */
  readonly id: string;
}

export interface MetadataFile extends FilePlace {
  /** Where a person finds it. */
  readonly path: string;
  readonly json: unknown;
  /** Where the program it needs is, once found. */
  readonly program?: string;
}

/** What is well formed of a file that its schema refused. */
export interface PartialFile extends MetadataFile {
  /** What was declared in the parts left out. */
  readonly names: ReadonlySet<string>;
  /** Where a place of it stands in the whole file. */
  originalPointer(pointer: string): string;
}

export interface MetadataFiles {
  readonly files: readonly MetadataFile[];
  /** Files that could not be read as JSON: what is wrong with them, and what they would be. */
  readonly findings: readonly Finding[];
  readonly unread?: readonly FilePlace[];
}

/**
 * What somebody adds to a module or changes in it: a JSON merge patch (RFC 7396) per file; an unknown key adds a file,
 * `null` removes one. Module and owner together are its identity.
 */
export interface MetadataLayer {
  readonly module: string;
  readonly owner: "organization";
  readonly patches: Readonly<Record<FileKey, unknown>>;
}

/** The file's name, which it repeats inside. */
export function fileName({ key, module }: FilePlace): string {
  const name = key.slice(key.lastIndexOf("/") + 1);
  return key === `${module}/module` ? module : name;
}
