import { fail } from "../../engine/kernel/index.ts";
import type { SeedTarget, SeedValues } from "../types.ts";

/** Ids of the documents of one doctype by their key field. */
export interface References {
  /** Raises SEED_REFERENCE_MISSING. */
  id(key: string): string;
  has(key: string): boolean;
}

/**
 * Creates the rows whose key does not exist yet and answers the ids of all of them, those found included: seeding
 * twice changes nothing.
 */
export async function ensureAll(
  target: SeedTarget,
  doctype: string,
  keyField: string,
  rows: readonly SeedValues[],
): Promise<References> {
  const ids = new Map<string, string>();
  for (const found of await target.find(doctype, {}, [keyField])) ids.set(String(found[keyField]), found.id);
  const missing = rows.filter((row) => !ids.has(String(row[keyField])));
  const created = missing.length > 0 ? await target.createMany(doctype, missing) : [];
  missing.forEach((row, index) => {
    const id = created[index];
    if (id !== undefined) ids.set(String(row[keyField]), id);
  });
  return {
    id: (key) => ids.get(key) ?? fail("SEED_REFERENCE_MISSING", { doctype, key }),
    has: (key) => ids.has(key),
  };
}
