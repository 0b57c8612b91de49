import type { OrganizationRef } from "../../database/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { Document } from "../types.ts";

/** A document whole, as it was read or written: a change that names its version need not read it again. */
export interface RecentDocument {
  /** As JSON text, until somebody wants it. */
  document: Document | string;
  readonly registry: Registry;
}

/** Of all organizations together. */
const DOCUMENTS_MAX = 2_000;
const TEXT_LENGTH_MAX = 100_000;

/**
 * Documents that were opened or saved lately. Whoever changes one says which version he saw; the statement that writes
 * looks whether it is still that version (docs/adr/0006), and a version never stands for two contents.
 */
export class RecentDocuments {
  /** The least recently used first. */
  readonly #documents = new Map<string, RecentDocument>();

  keep(
    { schema }: OrganizationRef,
    registry: Registry,
    doctype: string,
    id: string,
    document: Document | string,
  ): void {
    const key = `${schema} ${doctype} ${id}`;
    this.#documents.delete(key);
    if (typeof document === "string" && document.length > TEXT_LENGTH_MAX) return;
    this.#documents.set(key, { document, registry });
    if (this.#documents.size > DOCUMENTS_MAX) this.#documents.delete(this.#documents.keys().next().value!);
  }

  /** The document if it is known in this version. */
  recall(
    { schema }: OrganizationRef,
    registry: Registry,
    doctype: string,
    { id, version }: { readonly id: string; readonly version: number },
  ): Document | undefined {
    const known = this.#documents.get(`${schema} ${doctype} ${id}`);
    if (known?.registry !== registry) return undefined;
    if (typeof known.document === "string") known.document = JSON.parse(known.document) as Document;
    return known.document.version === version ? known.document : undefined;
  }
}
