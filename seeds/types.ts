import type { LocalizedText } from "../engine/kernel/index.ts";

/** What a seed may store in a field: the JSON of documents (decimals as text, links as ids, tables as arrays of rows). */
export type SeedValue =
  | string
  | number
  | boolean
  | null
  | readonly SeedValue[]
  | { readonly [field: string]: SeedValue };
export type SeedValues = Readonly<Record<string, SeedValue>>;

/** Asked when an organization is made, for what it begins with. */
export interface SeedQuestion {
  readonly id: string;
  readonly type: "date" | "text";
  readonly label: LocalizedText;
  readonly help: LocalizedText;
  /** The others are asked by the API and the command line alone. */
  readonly isOnScreen: boolean;
  /** What it is unless told. */
  readonly proposed?: () => string;
}

export interface SeedOptions {
  /** Submit each document right after it is created. */
  readonly submit?: boolean;
}

/**
 * Where seeds write to. The application implements it over the documents API, so that whatever a seed creates went
 * through the same checks, postings and history as a person's work.
 */
export interface SeedTarget {
  create(doctype: string, values: SeedValues, options?: SeedOptions): Promise<{ readonly id: string }>;
  /**
   * Creates independent documents of one doctype and returns their ids in the order of `rows`. A target may work on
   * several at once or in bulk; documents that need each other come in separate calls.
   */
  createMany(doctype: string, rows: readonly SeedValues[], options?: SeedOptions): Promise<readonly string[]>;
  submit(doctype: string, id: string): Promise<void>;
  /** Changes fields of a document that exists; the target takes the current version. */
  update(doctype: string, id: string, values: SeedValues): Promise<void>;
  /** Changes fields of a doctype of kind `single`. */
  setSingle(doctype: string, values: SeedValues): Promise<void>;
  /** Documents whose fields equal all the given values, with the fields asked for besides `id`. */
  find(doctype: string, where: SeedValues, fields?: readonly string[]): Promise<readonly SeedRecord[]>;
}

export interface SeedRecord {
  readonly id: string;
  readonly [field: string]: SeedValue;
}

/** `step` is a stable key for logs, `label` what a person reads, `done` and `total` count documents. */
export interface SeedProgress {
  readonly step: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly done: number;
  readonly total: number;
}
export type OnSeedProgress = (progress: SeedProgress) => void;
