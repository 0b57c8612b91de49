import type { JsonObject } from "../json-value.ts";
import type { ArtefactKind, ArtefactTypes } from "../kinds/all-kinds.ts";
import type { Doctype, TableField } from "../types/index.ts";
import type { MetadataFile } from "./metadata-file.ts";

/** What a file holds, with the file. */
export interface Filed<Artefact> {
  readonly file: MetadataFile;
  readonly artefact: Artefact;
}
export type FiledArtefact<K extends ArtefactKind> = Filed<ArtefactTypes[K]>;

/** One table field of a document: where a child doctype is used. */
export interface TableUse {
  readonly doctype: Doctype;
  readonly fieldId: string;
  readonly field: TableField;
}

/** Metadata files that passed their schemas, found by kind and id. */
export interface MetadataModel {
  readonly files: readonly MetadataFile[];
  all<K extends ArtefactKind>(kind: K): readonly FiledArtefact<K>[];
  get<K extends ArtefactKind>(kind: K, id: string): ArtefactTypes[K] | undefined;
  fileOf(kind: ArtefactKind, id: string): MetadataFile | undefined;
  ids(kind: ArtefactKind): readonly string[];
  /** Uses of a child doctype, in the order of the files. */
  usesOf(childDoctype: string): readonly TableUse[];
}

/** Indexes files by kind and id; of two files with one id the first counts. */
export function metadataModel(files: readonly MetadataFile[]): MetadataModel {
  const byKind = new Map<ArtefactKind, Map<string, FiledArtefact<ArtefactKind>>>();
  for (const file of files) {
    const filed = { file, artefact: artefactOf(file) };
    const known = byKind.get(file.kind) ?? new Map<string, FiledArtefact<ArtefactKind>>();
    byKind.set(file.kind, known);
    if (!known.has(file.id)) known.set(file.id, filed);
  }
  const uses = tableUses(byKind.get("doctype")?.values() ?? []);
  return {
    files,
    all: <K extends ArtefactKind>(kind: K) => [...(byKind.get(kind)?.values() ?? [])] as unknown as FiledArtefact<K>[],
    get: <K extends ArtefactKind>(kind: K, id: string) =>
      byKind.get(kind)?.get(id)?.artefact as ArtefactTypes[K] | undefined,
    fileOf: (kind, id) => byKind.get(kind)?.get(id)?.file,
    ids: (kind) => [...(byKind.get(kind)?.keys() ?? [])],
    usesOf: (child) => uses.get(child) ?? [],
  };
}

/** The `$schema` of a file helps whoever writes it, and says nothing of the artefact. */
function artefactOf({ json }: MetadataFile): ArtefactTypes[ArtefactKind] {
  const { $schema: _forEditors, ...artefact } = json as JsonObject;
  return artefact as unknown as ArtefactTypes[ArtefactKind];
}

function tableUses(doctypes: Iterable<FiledArtefact<ArtefactKind>>): Map<string, TableUse[]> {
  const uses = new Map<string, TableUse[]>();
  for (const { artefact } of doctypes) {
    const doctype = artefact as Doctype;
    for (const [fieldId, field] of Object.entries(doctype.fields)) {
      if (field.type !== "table") continue;
      uses.set(field.of, [...(uses.get(field.of) ?? []), { doctype, fieldId, field }]);
    }
  }
  return uses;
}
