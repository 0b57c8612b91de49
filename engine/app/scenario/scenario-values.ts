import type { Documents, DocumentValues, JsonValue, RequestContext } from "../../documents/index.ts";
import { fail, isId } from "../../kernel/index.ts";
import type { ResolvedField } from "../../registry/index.ts";
import { findByKey } from "./find-by-key.ts";

/** A document an earlier step named. */
export interface NamedDocument {
  readonly doctype: string;
  readonly id: string;
}
export type NamedDocuments = ReadonlyMap<string, NamedDocument>;

/** `$inv` → the document. Raises APP_SCENARIO_NAME_UNKNOWN. */
export function namedDocument(names: NamedDocuments, reference: string): NamedDocument {
  return names.get(reference.slice(1)) ?? fail("APP_SCENARIO_NAME_UNKNOWN", { name: reference });
}

/** Replaces `$name` by the document's id anywhere in a value. */
export function withIds(names: NamedDocuments, value: unknown): JsonValue {
  if (typeof value === "string") return /^\$[a-z][a-z0-9_]*$/.test(value) ? namedDocument(names, value).id : value;
  if (Array.isArray(value)) return value.map((element) => withIds(names, element));
  if (value === null || typeof value !== "object") return value as JsonValue;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withIds(names, member)]));
}

/** Values as a person writes them → values as the engine takes them: links by what the document is called. */
export async function typedValues(
  documents: Documents,
  ctx: RequestContext,
  names: NamedDocuments,
  fields: readonly ResolvedField[],
  values: Readonly<Record<string, unknown>>,
): Promise<DocumentValues> {
  const typed: Record<string, JsonValue> = {};
  for (const [id, written] of Object.entries(values)) {
    const value = withIds(names, written);
    const field = fields.find((one) => one.id === id);
    if (field?.type === "table" && Array.isArray(value)) {
      const rows: JsonValue[] = [];
      for (const row of value) {
        rows.push(
          await typedValues(documents, ctx, names, field.child.fieldList, row as Readonly<Record<string, unknown>>),
        );
      }
      typed[id] = rows;
    } else if (field?.type === "link" && typeof value === "string" && !isId(value)) {
      // A name nothing answers to goes in as it is: the engine says what is wrong with it.
      typed[id] = (await findByKey(documents, ctx, field.to, value)) ?? value;
    } else if (field?.type === "dynamic_link" && typeof written === "string" && written.startsWith("$")) {
      const { doctype, id: to } = namedDocument(names, written);
      typed[id] = { type: doctype, id: to };
    } else {
      typed[id] = value;
    }
  }
  return typed;
}
