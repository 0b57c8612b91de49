import type { OrganizationRef } from "../../database/index.ts";
import type { Registry } from "../../registry/index.ts";
import { storedPart } from "../stored/load-stored.ts";
import type { Document } from "../types.ts";

/** A document whole, as it was read or written: a change that names its version need not read it again. */
export interface RecentDocument {
  /** As JSON text, until somebody wants it. */
  document: Document | string;
  readonly registry: Registry;
}

/** A rough measure, which looks at no value: rows are what makes documents large. */
function isLarge(document: Document | string): boolean {
  if (typeof document === "string") return document.length > TEXT_LENGTH_MAX;
  let rows = 0;
  let length = 0;
  for (const value of Object.values(document)) {
    if (Array.isArray(value)) rows += value.length;
    else if (typeof value === "string") length += value.length;
  }
  return rows > ROWS_MAX || length > TEXT_LENGTH_MAX;
}

/** Of all organizations together. */
const DOCUMENTS_MAX = 2_000;
const TEXT_LENGTH_MAX = 100_000;
const ROWS_MAX = 300;

/**
 * Documents that were opened or saved lately. Whoever changes one says which version he saw; the statement that writes
 * looks whether it is still that version (docs/adr/0006).
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
    if (isLarge(document)) return;
    this.#documents.set(key, { document, registry });
    if (this.#documents.size > DOCUMENTS_MAX) this.#documents.delete(this.#documents.keys().next().value!);
  }

  forget({ schema }: OrganizationRef, doctype: string, id: string): void {
    this.#documents.delete(`${schema} ${doctype} ${id}`);
  }

  /** What is stored of the document, if it is known in this version; changed by none. */
  recall(
    { schema }: OrganizationRef,
    registry: Registry,
    doctype: string,
    { id, version }: { readonly id: string; readonly version: number },
  ): Document | undefined {
    const key = `${schema} ${doctype} ${id}`;
    const known = this.#documents.get(key);
    if (known?.registry !== registry) return undefined;
    this.#documents.delete(key);
    this.#documents.set(key, known);
    if (typeof known.document === "string")
      known.document = storedPart(registry.doctype(doctype), JSON.parse(known.document) as Document);
    return known.document.version === version ? known.document : undefined;
  }
}
