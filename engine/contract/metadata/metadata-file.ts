import type { Finding } from "../finding.ts";
import type {
  Conversion,
  Doctype,
  Form,
  FunctionDeclaration,
  Ledger,
  Module,
  Posting,
  Print,
  Report,
  Role,
  Translations,
  View,
  Workflow,
} from "../types/index.ts";

/** Kind of artefact → its shape. */
export interface ArtefactTypes {
  readonly module: Module;
  readonly doctype: Doctype;
  readonly form: Form;
  readonly view: View;
  readonly ledger: Ledger;
  readonly posting: Posting;
  readonly conversion: Conversion;
  readonly workflow: Workflow;
  readonly report: Report;
  readonly print: Print;
  readonly role: Role;
  readonly function: FunctionDeclaration;
  readonly translations: Translations;
}
export type ArtefactKind = keyof ArtefactTypes;

/** Folder below a module → what its files are. */
export const KIND_FOLDERS = {
  doctypes: "doctype",
  forms: "form",
  views: "view",
  ledgers: "ledger",
  postings: "posting",
  conversions: "conversion",
  workflows: "workflow",
  reports: "report",
  prints: "print",
  roles: "role",
  functions: "function",
  translations: "translations",
} as const satisfies Readonly<Record<string, ArtefactKind>>;

/** `<module>/<folder>/<id>`, e.g. `library/doctypes/book`; a module's own file is `<module>/module`. */
export type FileKey = string;

export interface MetadataFile {
  readonly key: FileKey;
  readonly kind: ArtefactKind;
  readonly module: string;
  /** The file's name, which its `id` must equal. */
  readonly id: string;
  /** Where a person finds it. */
  readonly path: string;
  readonly json: unknown;
}

export interface MetadataFiles {
  readonly files: readonly MetadataFile[];
  /** Files that could not be read as JSON. */
  readonly findings: readonly Finding[];
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

/** Takes a key apart, or returns undefined when it names no place of the folder convention. */
export function parseFileKey(key: FileKey): Omit<MetadataFile, "json" | "path"> | undefined {
  const [module = "", folder = "", id, ...rest] = key.split("/");
  if (!/^[a-z][a-z0-9_]*$/.test(module) || rest.length > 0) return undefined;
  if (folder === "module" && id === undefined) return { key, kind: "module", module, id: module };
  if (!Object.hasOwn(KIND_FOLDERS, folder) || !id) return undefined;
  return { key, kind: KIND_FOLDERS[folder as keyof typeof KIND_FOLDERS], module, id };
}
